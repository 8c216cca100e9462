package io.kvstore.failure;

import static com.google.common.util.concurrent.Uninterruptibles.awaitUninterruptibly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kvstore.BackpressureConfig;
import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.LaneConfig;
import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link KvStore#close()} lets calls finish within its timeout. */
@Timeout(60)
@ExtendWith(LeakCheck.class)
class ClosingTest {

    private static final byte[] OLD = {1};
    private static final byte[] NEW = {2};
    private static final Duration LONG = Duration.ofSeconds(40);
    private static final Duration SHORT = Duration.ofMillis(300);

    private static KvConfig.Builder config(ShardConfig shard) {
        return KvConfig.builder()
                .shard(shard)
                .pool(PoolConfig.defaults()
                        .withSocketTimeout(Duration.ofSeconds(60))
                        .withLockWaitTimeout(Duration.ofSeconds(30)))
                .lanes(LaneConfig.defaults().withTimeout(LONG))
                .closeTimeout(LONG);
    }

    /** Locks all rows. */
    private static Connection hold(ShardConfig shard) throws SQLException {
        Connection connection = Engine.connect(shard);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED); // no gap locks
        connection.setAutoCommit(false);
        connection.createStatement().execute("UPDATE kv_default SET version = version + 1");
        return connection;
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }

    private static void awaitRefusals(KvStore store) {
        await().untilAsserted(() -> assertThatIllegalStateException()
                .isThrownBy(() -> store.get("key"))
                .withMessage("the store is closed"));
    }

    private static Duration time(Runnable step) {
        long start = System.nanoTime();
        step.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void callsUnderWayFinishAndNewOnesAreRefused(Engine engine) throws Exception {
        ShardConfig shard = engine.newShards(1).get(0);
        KvStore store = KvStore.open(config(shard)
                .backpressure(BackpressureConfig.defaults().withMaxCalls(8).withMaxWait(LONG))
                .build());
        store.put("held", OLD);
        Map<String, byte[]> many = new LinkedHashMap<>();
        IntStream.range(0, 50).forEach(i -> many.put("key" + i, NEW));
        many.put("held", NEW); // the last portion waits for the lock
        CompletableFuture<Void> blocking;
        CompletableFuture<Void> batch;
        CompletableFuture<Void> async;
        CompletableFuture<Boolean> heldBack;
        CompletableFuture<Void> asyncBatch;
        CompletableFuture<Void> closing;
        CompletableFuture<Void> again;
        try (Connection holder = hold(shard)) {
            async = store.async().put("held", NEW);
            heldBack = store.async().persist("held");
            asyncBatch = store.async().putAll(many);
            blocking = CompletableFuture.runAsync(() -> store.put("held", NEW));
            batch = CompletableFuture.runAsync(() -> store.putAll(many));
            // Both batches are at their last portion.
            await().until(() -> store.getAll(many.keySet()).size() == many.size());
            closing = CompletableFuture.runAsync(store::close);
            awaitRefusals(store);
            assertThatIllegalStateException().isThrownBy(() -> store.async().get("key"));
            again = CompletableFuture.runAsync(store::close);
            assertThat(List.of(closing, again, async, heldBack, asyncBatch, blocking, batch))
                    .noneMatch(CompletableFuture::isDone);
            holder.rollback();
        }
        get(closing);
        assertThat(List.of(async, heldBack, asyncBatch)).allMatch(CompletableFuture::isDone);
        get(async);
        assertThat(get(heldBack)).isTrue();
        get(asyncBatch);
        get(blocking);
        get(batch);
        get(again);
        store.close();
        try (KvStore reopened = KvStore.open(config(shard).build())) {
            assertThat(reopened.get("held")).contains(NEW);
        }
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void callsThatAreNotDoneInTimeFail(Engine engine) throws Exception {
        for (Duration timeout : List.of(Duration.ZERO, SHORT)) {
            ShardConfig shard = engine.newShards(1).get(0);
            KvStore store = KvStore.open(config(shard).closeTimeout(timeout).build());
            store.put("held", OLD);
            try (Connection holder = hold(shard)) {
                CompletableFuture<Void> blocking = CompletableFuture.runAsync(() -> store.put("held", NEW));
                CompletableFuture<Void> async = store.async().put("held", NEW);
                Duration took = time(store::close);
                assertThat(took).isBetween(timeout, Duration.ofSeconds(15));
                assertThatThrownBy(() -> get(blocking)).hasCauseInstanceOf(RuntimeException.class);
                assertThatThrownBy(() -> get(async)).hasCauseInstanceOf(RuntimeException.class);
                holder.rollback();
            }
        }
    }

    @Test
    void executorThatNeverCompletesFuturesHoldsItNoLongerThanTheTimeout() {
        KvStore store = KvStore.open(KvConfig.embedded(1).closeTimeout(SHORT).build());
        List<Runnable> tasks = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> future = store.async(tasks::add).put("key", NEW);
        assertThat(time(store::close)).isBetween(SHORT, Duration.ofSeconds(15));
        assertThat(future).isNotDone();
        tasks.forEach(Runnable::run);
        assertThat(future).isCompleted();
    }

    /** The stage runs on a thread that completes futures, or on the user's own. */
    @Test
    void stageMayCloseTheStore() throws Exception {
        for (boolean direct : new boolean[] {false, true}) {
            KvStore store = KvStore.open(KvConfig.embedded(2).closeTimeout(LONG).build());
            CountDownLatch submitted = new CountDownLatch(1);
            List<CompletableFuture<Void>> closing = IntStream.range(0, 8)
                    .mapToObj(i -> (direct ? store.async(Runnable::run) : store.async()).put("key" + i, NEW))
                    .map(put -> put.thenRun(() -> {
                        awaitUninterruptibly(submitted);
                        store.close();
                    }))
                    .toList();
            submitted.countDown();
            for (CompletableFuture<Void> one : closing) {
                get(one);
            }
            assertThatIllegalStateException().isThrownBy(() -> store.get("key"));
        }
    }

    @Test
    void batchStageMayCloseTheStore() throws Exception {
        KvStore store = KvStore.open(KvConfig.embedded(2).closeTimeout(LONG).build());
        get(store.async().putAll(Map.of("a", NEW, "b", NEW)).thenRun(store::close));
        assertThatIllegalStateException().isThrownBy(() -> store.get("key"));
    }

    /** The observer runs on the thread of the call that it observes. The store would wait for that call. */
    @Test
    void observerMayCloseTheStore() throws Exception {
        AtomicReference<KvStore> seen = new AtomicReference<>();
        KvStore store = KvStore.open(KvConfig.embedded(1)
                .closeTimeout(LONG)
                .observer(call -> {
                    if (seen.get() != null) {
                        seen.get().close();
                    }
                })
                .build());
        store.put("key", OLD);
        seen.set(store);
        assertThat(time(() -> store.put("key", NEW))).isLessThan(Duration.ofSeconds(15));
        awaitRefusals(store);
        assertThat(time(store::close)).isLessThan(Duration.ofSeconds(15));
        await().untilAsserted(
                        () -> assertThat(LeakCheck.threads()).noneMatch(name -> name.startsWith("kvstore-close")));
    }

    @Test
    void interruptedCloserWaitsAndCloses() throws Exception {
        ShardConfig shard = Engine.H2.newShards(1).get(0);
        KvStore store = KvStore.open(config(shard).build());
        store.put("held", OLD);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        CompletableFuture<Void> put;
        try (Connection holder = hold(shard)) {
            put = store.async().put("held", NEW);
            Thread closer = new Thread(() -> {
                Thread.currentThread().interrupt();
                store.close();
                interrupted.complete(Thread.currentThread().isInterrupted());
            });
            closer.start();
            awaitRefusals(store);
            assertThat(put).isNotDone();
            assertThat(interrupted).isNotDone();
            holder.rollback();
        }
        assertThat(get(interrupted)).isTrue();
        get(put);
    }
}
