package io.kvstore.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.kvstore.KvBatchException;
import io.kvstore.KvConfig;
import io.kvstore.KvObserver;
import io.kvstore.KvServerException;
import io.kvstore.KvStore;
import io.kvstore.Operation;
import io.kvstore.Outcome;
import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Deadlocks and lock waits, caused by a transaction on another connection. */
@ExtendWith(LeakCheck.class)
class ContentionTest {

    private static final byte[] VALUE = {1};

    private final ConcurrentLinkedQueue<KvObserver.Call> calls = new ConcurrentLinkedQueue<>();

    private KvConfig.Builder config(Engine engine) {
        return engine.newStore(1)
                .observer(calls::add)
                .pool(PoolConfig.defaults()
                        .withConnectTimeout(Duration.ofSeconds(1))
                        .withSocketTimeout(Duration.ofSeconds(30))
                        .withLockWaitTimeout(Duration.ofSeconds(1)));
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#servers")
    void putsThatDieInADeadlockAreTriedAgain(Engine engine) throws Exception {
        assertThatADeadlockIsOutlived(engine, Operation.PUT_ALL, store -> {
            store.putAll(Map.of("a", new byte[] {2}, "b", new byte[] {2}));
            assertThat(store.getAll(List.of("a", "b")).values())
                    .hasSize(2)
                    .allSatisfy(value -> assertThat(value).isEqualTo(new byte[] {2}));
        });
    }

    /** These deletes share a text of several statements. */
    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#servers")
    void deletesThatDieInADeadlockAreTriedAgain(Engine engine) throws Exception {
        assertThatADeadlockIsOutlived(
                engine,
                Operation.write("delete"),
                store -> assertThat(store.deleteAll(List.of("a", "b"))).isEqualTo(2));
    }

    /**
     * The store's statement locks one row and waits for the other. The transaction does the reverse. The server rolls
     * back the lighter one.
     */
    private void assertThatADeadlockIsOutlived(Engine engine, Operation operation, Consumer<KvStore> write)
            throws Exception {
        KvConfig config = config(engine).build();
        ShardConfig shard = config.shards().get(0);
        try (KvStore store = KvStore.open(config);
                Connection other = Engine.connect(shard);
                Statement statement = other.createStatement()) {
            store.putAll(Map.of("a", VALUE, "b", VALUE));
            Engine.execute(shard, "CREATE TABLE ballast (n INT PRIMARY KEY)");
            other.setAutoCommit(false);
            statement.execute("INSERT INTO ballast VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9)");
            statement.execute(touch(lockKey(store, "a", "b", false)));
            CompletableFuture<Void> written = CompletableFuture.runAsync(() -> write.accept(store));
            await().until(() -> Engine.rowLockWaits(shard) == 1);
            statement.execute(touch(lockKey(store, "a", "b", true)));
            other.commit();
            written.get(30, TimeUnit.SECONDS);
            assertThat(calls).anySatisfy(call -> {
                assertThat(call.operation()).isEqualTo(operation);
                assertThat(call.retries()).isPositive();
                assertThat(call.error()).isEmpty();
            });
        }
    }

    private static String touch(String key) {
        return "UPDATE kv_default SET version = version + 1 WHERE k = " + key;
    }

    /** After a lock wait timeout, the server rolls back the statement but not its transaction. */
    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#servers")
    void deleteThatMeetsALockFailsAloneAndLeavesNoTransactionOpen(Engine engine) throws Exception {
        KvConfig config = config(engine).retries(0).build();
        ShardConfig shard = config.shards().get(0);
        try (KvStore store = KvStore.open(config);
                Connection other = Engine.connect(shard);
                Statement statement = other.createStatement()) {
            store.putAll(Map.of("a", VALUE, "b", VALUE));
            String last = store.admin()
                                    .locate("a")
                                    .storedKey()
                                    .compareTo(store.admin().locate("b").storedKey())
                            > 0
                    ? "a"
                    : "b";
            other.setAutoCommit(false);
            statement.execute(touch(lockKey(store, "a", "b", false)));
            KvBatchException failed =
                    catchThrowableOfType(KvBatchException.class, () -> store.deleteAll(List.of("a", "b")));
            assertThat(failed.failures()).containsOnlyKeys(last).allSatisfy((key, error) -> {
                assertThat(error).isInstanceOf(KvServerException.class);
                assertThat(error.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            });
            String first = last.equals("a") ? "b" : "a";
            assertThat(store.get(first)).isEmpty();
            assertThat(store.get(last)).contains(VALUE);
            store.put(first, VALUE); // no lock is left on the row
            other.rollback();
            assertThat(store.deleteAll(List.of("a", "b"))).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#servers")
    void lockThatIsHeldTooLongEndsInAClearErrorAndNothingApplied(Engine engine) throws Exception {
        KvConfig config = config(engine).retries(1).build();
        ShardConfig shard = config.shards().get(0);
        try (KvStore store = KvStore.open(config);
                Connection other = Engine.connect(shard);
                Statement statement = other.createStatement()) {
            store.put("k", VALUE);
            other.setAutoCommit(false);
            statement.execute("UPDATE kv_default SET version = version + 1");
            KvServerException error =
                    catchThrowableOfType(KvServerException.class, () -> store.put("k", new byte[] {2}));
            assertThat(error.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(error.vendorCode()).isEqualTo(1205);
            assertThat(error).hasMessageContaining("another transaction has held the row for PT1S");
            assertThat(store.get("k")).as("readers do not wait").contains(VALUE);
            other.rollback();
            store.put("k", new byte[] {3});
            assertThat(store.get("k")).contains(new byte[] {3});
        }
    }

    private static String lockKey(KvStore store, String one, String two, boolean first) {
        String a = store.admin().locate(one).storedKey();
        String b = store.admin().locate(two).storedKey();
        return "X'" + ((a.compareTo(b) < 0) == first ? a : b) + "'";
    }
}
