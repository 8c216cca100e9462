package io.kvstore.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kvstore.KvBatchException;
import io.kvstore.KvConfig;
import io.kvstore.KvException;
import io.kvstore.KvServerException;
import io.kvstore.KvSetupException;
import io.kvstore.KvStore;
import io.kvstore.Outcome;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import io.kvstore.engines.MariaDbServer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Writes that the server refused were not applied, and the connections still work. */
@ExtendWith(LeakCheck.class)
class RefusedWritesTest {

    private static final byte[] VALUE = {1};

    private static long connectionsMade(ShardConfig shard) {
        return Engine.status(shard, "Connections");
    }

    /** Checks the error of each kind of write. */
    private static void assertNotApplied(KvStore store, Class<? extends KvException> type, String... words) {
        List<Runnable> writes = List.of(
                () -> store.put("new", VALUE),
                () -> store.putIfAbsent("new", VALUE),
                () -> store.putAll(Map.of("new", VALUE)));
        for (Runnable write : writes) {
            assertThatThrownBy(write::run).satisfies(e -> {
                KvException told =
                        e instanceof KvBatchException batch ? batch.failures().get("new") : (KvException) e;
                assertThat(told).isInstanceOf(type).hasMessageContainingAll(words);
                assertThat(told.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            });
        }
        assertThat(store.get("new")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#servers")
    void addedColumnIsASetupErrorAndKeepsConnections(Engine engine) {
        KvConfig config = engine.newStore(1).build();
        ShardConfig shard = config.shards().get(0);
        try (KvStore store = KvStore.open(config)) {
            store.put("old", VALUE);
            Engine.execute(shard, "ALTER TABLE kv_default ADD COLUMN region INT NOT NULL");
            long before = connectionsMade(shard);
            for (int i = 0; i < 25; i++) {
                KvSetupException told = catchThrowableOfType(KvSetupException.class, () -> store.put("new", VALUE));
                assertThat(told).hasMessageContaining("'region'").hasMessageContaining("(error 1364)");
                assertThat(told).hasMessageContaining("give it a default, or drop it");
                assertThat(told.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            }
            assertThat(connectionsMade(shard) - before)
                    .as("the test's own, and the pool's first ones")
                    .isLessThan(5);
            assertNotApplied(store, KvSetupException.class, "'region'");
            assertThat(store.get("old")).contains(VALUE);
            assertThat(store.delete("old")).as("an UPDATE needs no default").isTrue();
        }
        assertThatThrownBy(() -> KvStore.open(config))
                .isInstanceOf(KvSetupException.class)
                .hasMessageContaining("column region of table kv_default was added without a default");
        Engine.execute(shard, "ALTER TABLE kv_default ALTER COLUMN region SET DEFAULT 0");
        try (KvStore store = KvStore.open(config)) {
            store.put("new", VALUE);
            assertThat(store.get("new")).contains(VALUE);
        }
    }

    @Test
    void addedColumnOfAnEmbeddedShardIsASetupError() {
        KvConfig config = Engine.H2.newStore(1).build();
        ShardConfig shard = config.shards().get(0);
        try (KvStore store = KvStore.open(config)) {
            Engine.execute(shard, "ALTER TABLE kv_default ADD COLUMN region INT NOT NULL");
            assertNotApplied(store, KvSetupException.class, "give it a default, or drop it");
        }
        assertThatThrownBy(() -> KvStore.open(config))
                .isInstanceOf(KvSetupException.class)
                .hasMessageContaining("column region of table kv_default was added without a default");
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#servers")
    void triggerThatRefusesAWriteKeepsTheConnection(Engine engine) {
        KvConfig config = engine.newStore(1).build();
        ShardConfig shard = config.shards().get(0);
        try (KvStore store = KvStore.open(config)) {
            store.put("old", VALUE);
            Engine.execute(
                    shard,
                    "CREATE TRIGGER no BEFORE INSERT ON kv_default FOR EACH ROW"
                            + " SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'not today'");
            long before = connectionsMade(shard);
            IntStream.range(0, 25)
                    .forEach(i -> assertThatThrownBy(() -> store.put("new", VALUE))
                            .isInstanceOf(KvServerException.class)
                            .hasMessageContaining("refused the statement: not today (error 1644)"));
            assertThat(connectionsMade(shard) - before).isLessThan(5);
            assertNotApplied(store, KvServerException.class, "not today");
        }
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#servers")
    void userWithoutWritePrivilegesGetsAClearError(Engine engine) {
        ShardConfig shard = engine.newShards(1).get(0);
        KvStore.open(KvConfig.builder().shard(shard).build()).close();
        Account reader = new Account(shard, "reader");
        try {
            reader.execute("GRANT SELECT ON " + database(shard) + ".* TO {user}");
            try (KvStore store = KvStore.open(reader.config())) {
                assertNotApplied(store, KvSetupException.class, "denied to user 'reader'", "Privileges");
                assertThatThrownBy(() -> store.deleteAll(Set.of("a", "b")))
                        .isInstanceOf(KvBatchException.class)
                        .hasMessageContaining("UPDATE command denied to user 'reader'");
            }
        } finally {
            reader.drop();
        }
    }

    private static String database(ShardConfig shard) {
        return shard.url().replaceFirst(".*/", "").replaceFirst("\\?.*", "");
    }

    /** The server refuses all writes. This is reported at open, with a way out, and by later calls. */
    @Test
    void statementBinlogIsRefusedAtOpenAndASetupErrorLater() {
        ShardConfig shard = MariaDbServer.start("--log-bin", "--binlog-format=ROW", "--server-id=1")
                .newDatabase("shard-0");
        KvConfig config = KvConfig.builder().shard(shard).build();
        try (KvStore store = KvStore.open(config)) {
            Engine.execute(shard, "SET GLOBAL binlog_format = 'STATEMENT'");
            Engine.killOthers(shard);
            assertThat(store.get("new")).isEmpty();
            assertNotApplied(store, KvSetupException.class, "(error 1665)", "set binlog_format=ROW");
        }
        assertThatThrownBy(() -> KvStore.open(config))
                .isInstanceOf(KvSetupException.class)
                .hasMessageContaining("binlog_format is STATEMENT, which allows no writes")
                .hasMessageContaining("SET GLOBAL binlog_format = 'ROW'");
    }
}
