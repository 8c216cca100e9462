package io.kvstore.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Writes that start before a key expires and wait for its row lock. They get the lock after others saw the key absent.
 */
@ExtendWith(LeakCheck.class)
class ClockAfterLockTest {

    private static final byte[] OLD = {1};
    private static final byte[] NEW = {2};

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#servers")
    void writeThatNeedsTheKeyFailsIfTheKeyExpiredWhileItWaited(Engine engine) throws Exception {
        KvConfig config = engine.newStore(1).build();
        List<Write> writes = List.of(
                (store, version) -> store.expire("k", Duration.ofMinutes(1)),
                (store, version) ->
                        store.getAndExpire("k", Duration.ofMinutes(1)).isPresent(),
                (store, version) -> store.persist("k"),
                (store, version) -> store.compareAndSet("k", version, NEW).isPresent(),
                (store, version) -> store.delete("k"),
                (store, version) -> store.deleteAll(List.of("k", "absent")) > 0);
        for (Write write : writes) { // a store that just met a locked row reads the key before it waits
            try (KvStore store = KvStore.open(config)) {
                assertThat(whileItExpires(config, store, write)).isFalse();
                assertThat(store.get("k")).isEmpty();
            }
        }
    }

    @FunctionalInterface
    private interface Write {
        boolean by(KvStore store, long version);
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#servers")
    void putIfAbsentWinsIfTheKeyExpiredWhileItWaitedAndItsTimeToLiveStartsThen(Engine engine) throws Exception {
        KvConfig config = engine.newStore(1).build();
        ShardConfig shard = config.shards().get(0);
        try (KvStore store = KvStore.open(config)) {
            assertThat(whileItExpires(
                            config,
                            store,
                            (s, version) -> s.putIfAbsent("k", NEW, Duration.ofMinutes(1))
                                    .isPresent()))
                    .isTrue();
            assertThat(store.get("k")).contains(NEW);
            assertThat(Engine.query(
                            shard,
                            "SELECT COUNT(*) FROM kv_default WHERE version = clock"
                                    + " AND expires_at = clock DIV 1000 + 60000"))
                    .isEqualTo(1);
        }
    }

    /** A second connection holds the row lock until a read has returned absent. */
    private static boolean whileItExpires(KvConfig config, KvStore store, Write write) throws Exception {
        ShardConfig shard = config.shards().get(0);
        store.put("k", OLD, Duration.ofMillis(700)); // less than the lock wait timeout
        long version = store.getEntry("k").orElseThrow().version();
        try (Connection other = Engine.connect(shard);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.executeQuery("SELECT k FROM kv_default FOR UPDATE").close();
            CompletableFuture<Boolean> written = CompletableFuture.supplyAsync(() -> write.by(store, version));
            await().until(() -> Engine.rowLockWaits(shard) == 1);
            await().pollInterval(Duration.ofMillis(20))
                    .until(() -> store.get("k").isEmpty());
            other.rollback();
            return written.get(30, TimeUnit.SECONDS);
        }
    }
}
