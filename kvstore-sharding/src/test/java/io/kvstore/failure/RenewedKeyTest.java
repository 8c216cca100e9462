package io.kvstore.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kvstore.KvConfig;
import io.kvstore.KvException;
import io.kvstore.KvServerException;
import io.kvstore.KvStore;
import io.kvstore.Outcome;
import io.kvstore.ShardConfig;
import io.kvstore.Ttl;
import io.kvstore.engines.Engine;
import io.kvstore.engines.Globals;
import io.kvstore.engines.LeakCheck;
import io.kvstore.engines.NeedsMySql;
import io.kvstore.engines.Stall;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads of a key that expires while a write, which found it alive, has not committed. */
@ExtendWith(LeakCheck.class)
class RenewedKeyTest {

    private static final byte[] OLD = {1};
    private static final byte[] NEW = {2};

    @FunctionalInterface
    private interface Write {
        boolean by(KvStore store, long version);
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#servers")
    void readsAreAnsweredOnceItIsDecided(Engine engine) throws Exception {
        KvConfig config = engine.newStore(1).build();
        ShardConfig shard = config.shards().get(0);
        List<Write> writes = List.of(
                (store, version) -> store.expire("k", Duration.ofMinutes(1)),
                (store, version) ->
                        store.getAndExpire("k", Duration.ofMinutes(1)).isPresent(),
                (store, version) -> store.persist("k"),
                (store, version) -> store.compareAndSet("k", version, NEW).isPresent());
        try (KvStore store = KvStore.open(config)) {
            for (Write write : writes) {
                store.put("k", OLD, Duration.ofMillis(500));
                long version = store.getEntry("k").orElseThrow().version();
                try (Stall stall = Stall.commits(shard)) {
                    CompletableFuture<Boolean> written = CompletableFuture.supplyAsync(() -> write.by(store, version));
                    stall.awaitStatements(1);
                    awaitExpired(shard);
                    CompletableFuture<Optional<byte[]>> get = store.async().get("k");
                    CompletableFuture<Optional<Ttl>> ttl = store.async().ttl("k");
                    CompletableFuture<Map<String, byte[]>> many = store.async().getAll(List.of("k", "other"));
                    assertThat(store.get("other")).isEmpty();
                    await().during(Duration.ofMillis(100))
                            .until(() -> !get.isDone() && !ttl.isDone() && !many.isDone());
                    stall.end();
                    assertThat(written.get(30, TimeUnit.SECONDS)).isTrue();
                    assertThat(get.get(30, TimeUnit.SECONDS)).isPresent();
                    assertThat(ttl.get(30, TimeUnit.SECONDS)).isPresent();
                    assertThat(many.get(30, TimeUnit.SECONDS)).containsOnlyKeys("k");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#servers")
    void readsWaitForTheCommitAsLongAsForARow(Engine engine) throws Exception {
        KvConfig config = engine.newStore(1).build();
        ShardConfig shard = config.shards().get(0);
        try (KvStore store = KvStore.open(config)) {
            store.put("k", OLD, Duration.ofMillis(500));
            try (Stall stall = Stall.commits(shard)) {
                CompletableFuture<Boolean> written = CompletableFuture.supplyAsync(() -> store.persist("k"));
                stall.awaitStatements(1);
                awaitExpired(shard);
                assertThatThrownBy(() -> store.get("k"))
                        .isInstanceOfSatisfying(
                                KvServerException.class,
                                e -> assertThat(e.outcome()).isEqualTo(Outcome.NOT_APPLIED))
                        .hasMessageContaining("pool.lockWaitTimeout");
                stall.end();
                assertThat(written.get(30, TimeUnit.SECONDS)).isTrue();
                assertThat(store.get("k")).contains(OLD);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void readsAreNotKeptByATransactionThatHoldsTheRowAndHasNotChangedIt(Engine engine) throws Exception {
        KvConfig config = engine.newStore(1).build();
        ShardConfig shard = config.shards().get(0);
        try (KvStore store = KvStore.open(config);
                Connection other = Engine.connect(shard)) {
            store.put("alive", OLD);
            store.put("expired", OLD, Duration.ofMillis(1));
            awaitExpired(shard);
            other.setAutoCommit(false);
            other.createStatement()
                    .executeQuery("SELECT k FROM kv_default FOR UPDATE")
                    .close();
            assertThat(store.get("expired")).isEmpty();
            assertThat(store.getEntry("expired")).isEmpty();
            assertThat(store.ttl("expired")).isEmpty();
            assertThat(store.getAll(List.of("expired", "alive"))).containsOnlyKeys("alive");
            other.rollback();
            assertThat(store.get("expired")).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void readThatWaitsForACommitEndsWhenTheStoreIsClosed(Engine engine) throws Exception {
        KvConfig config = engine.newStore(1).build();
        ShardConfig shard = config.shards().get(0);
        CompletableFuture<Optional<byte[]>> get;
        try (Connection other = Engine.connect(shard)) {
            try (KvStore store = KvStore.open(config)) {
                store.put("k", OLD, Duration.ofMillis(1));
                awaitExpired(shard);
                other.setAutoCommit(false);
                other.createStatement().execute("UPDATE kv_default SET expires_at = " + Long.MAX_VALUE);
                get = store.async().get("k");
                await().during(Duration.ofMillis(100)).until(() -> !get.isDone());
            }
            assertThat(get).failsWithin(Duration.ofSeconds(30));
            other.rollback();
        }
    }

    @Test
    @NeedsMySql
    void readsGoOnWhereAServerIsReadOnly() {
        KvConfig config = Engine.MYSQL.newStore(1).build();
        ShardConfig shard = config.shards().get(0);
        try (KvStore store = KvStore.open(config)) {
            store.put("expired", OLD, Duration.ofMillis(1));
            awaitExpired(shard);
            try (Globals readOnly = new Globals(shard, Map.of("super_read_only", "1"))) {
                assertThat(readOnly).isNotNull();
                assertThat(store.get("expired")).isEmpty();
                assertThatThrownBy(() -> store.put("k", NEW)).isInstanceOf(KvException.class);
            } finally {
                Engine.execute(shard, "SET GLOBAL read_only = 0"); // super_read_only has set it too
            }
        }
    }

    private static void awaitExpired(ShardConfig shard) {
        await().until(() -> Engine.query(
                        shard,
                        "SELECT COUNT(*) FROM kv_default WHERE expires_at < " + Long.MAX_VALUE + " AND expires_at > "
                                + System.currentTimeMillis())
                == 0);
    }
}
