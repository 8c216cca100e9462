package io.kvstore.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.kvstore.KvConfig;
import io.kvstore.KvSetupException;
import io.kvstore.KvStore;
import io.kvstore.KvUnavailableException;
import io.kvstore.Outcome;
import io.kvstore.ShardConfig;
import io.kvstore.Ttl;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Opening a store migrates a table from version 1 of the schema to version 2 and keeps all rows. */
@Timeout(120)
@ExtendWith(LeakCheck.class)
class MigrationTest {

    private static final byte[] VALUE = {7};

    private static void assertRowsAreThere(KvStore store) {
        assertThat(store.get(VersionOne.FOR_EVER)).contains(VersionOne.ITS_VALUE);
        assertThat(store.getEntry(VersionOne.FOR_EVER).orElseThrow().version()).isEqualTo(1_700_000_000_000_001L);
        assertThat(store.ttl(VersionOne.FOR_EVER)).get().matches(Ttl::isNever);
        assertThat(store.get(VersionOne.UNTIL_2100)).contains("hé".getBytes(UTF_8));
        assertThat(store.ttl(VersionOne.UNTIL_2100)).get().matches(ttl -> !ttl.isNever());
        assertThat(store.get(VersionOne.EMPTY)).contains(new byte[0]);
        assertThat(store.get(VersionOne.EXPIRED)).isEmpty();
        assertThat(store.get(VersionOne.DELETED)).isEmpty();
    }

    private static void assertVersionTwo(ShardConfig shard) {
        assertThat(Engine.query(shard, "SELECT version FROM kvstore_meta")).isEqualTo(2);
        assertThat(Engine.query(shard, "SELECT COUNT(*) FROM kv_default WHERE clock = 0 AND mark = 0"))
                .isEqualTo(5);
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void rowsOfVersionOneAreThereAfterTheMigrationAndCanBeWritten(Engine engine) {
        KvConfig config = VersionOne.newStore(engine).build();
        try (KvStore store = KvStore.open(config)) {
            assertVersionTwo(config.shards().get(0));
            assertRowsAreThere(store);
            assertThat(store.putIfAbsent(VersionOne.FOR_EVER, VALUE)).isEmpty();
            assertThat(store.putIfAbsent(VersionOne.EXPIRED, VALUE)).isPresent();
            assertThat(store.putIfAbsent(VersionOne.DELETED, VALUE)).isPresent();
            assertThat(store.getEntry(VersionOne.DELETED).orElseThrow().version())
                    .isGreaterThan(1_700_000_000_000_005L);
            assertThat(store.expire(VersionOne.FOR_EVER, Duration.ofHours(1))).isTrue();
            assertThat(store.delete(VersionOne.UNTIL_2100)).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void storeThatMayNotMakeTablesSaysWhatToRunAndOpensOnceThatWasRun(Engine engine) {
        KvConfig config = VersionOne.newStore(engine).createSchema(false).build();
        KvSetupException refused = catchThrowableOfType(KvSetupException.class, () -> KvStore.open(config));
        assertThat(refused)
                .hasMessageContaining("ALTER TABLE kv_default")
                .hasMessageContaining("UPDATE kvstore_meta SET version = 2");
        ShardConfig shard = config.shards().get(0);
        for (String statement : refused.getMessage()
                .replaceFirst("(?s).*: run (.*); \\(.*", "$1")
                .split("; ", -1)) {
            Engine.execute(shard, statement);
        }
        try (KvStore store = KvStore.open(config)) {
            assertVersionTwo(shard);
            assertRowsAreThere(store);
        }
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void twoStoresThatAreOpenedAtOnceBothWork(Engine engine) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 5; round++) {
                KvConfig config = VersionOne.newStore(engine).build();
                CyclicBarrier start = new CyclicBarrier(2);
                List<CompletableFuture<Void>> both = List.of(
                        CompletableFuture.runAsync(() -> openAndRead(config, start), threads),
                        CompletableFuture.runAsync(() -> openAndRead(config, start), threads));
                for (CompletableFuture<Void> one : both) {
                    one.get(60, TimeUnit.SECONDS);
                }
                assertVersionTwo(config.shards().get(0));
            }
        } finally {
            threads.shutdown();
        }
    }

    private static void openAndRead(KvConfig config, CyclicBarrier start) {
        try {
            start.await(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        try (KvStore store = KvStore.open(config)) {
            assertRowsAreThere(store);
            assertThat(store.putIfAbsent(VersionOne.FOR_EVER, VALUE)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void tableThatATransactionHoldsIsMigratedOnceThatHasEnded(Engine engine) throws SQLException {
        KvConfig config = VersionOne.newStore(engine).build();
        try (Connection other = Engine.connect(config.shards().get(0));
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("UPDATE kv_default SET version = version + 1");
            long start = System.nanoTime();
            try (KvStore store = KvStore.open(config)) {
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
                assertThatThrownBy(() -> store.get(VersionOne.FOR_EVER))
                        .isInstanceOf(KvUnavailableException.class)
                        .hasMessageContaining("table kv_default cannot be altered now")
                        .hasMessageContaining("end that transaction")
                        .satisfies(e -> assertThat(((KvUnavailableException) e).outcome())
                                .isEqualTo(Outcome.NOT_APPLIED));
                other.rollback();
                await().ignoreExceptions().atMost(30, TimeUnit.SECONDS).untilAsserted(() -> assertRowsAreThere(store));
                assertVersionTwo(config.shards().get(0));
            }
        }
    }
}
