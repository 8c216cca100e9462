package io.kvstore.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import io.kvstore.BackpressureConfig;
import io.kvstore.KvOverloadedException;
import io.kvstore.KvStore;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stages that users add to futures, and the threads that run them. */
@Timeout(60)
@ExtendWith(LeakCheck.class)
class AsyncStagesTest {

    private static final byte[] VALUE = {1};

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void stagesNeverRunOnThreadsOfCallersWhoLead(Engine engine) throws Exception {
        Set<String> ranOn = ConcurrentHashMap.newKeySet();
        Thread here = Thread.currentThread();
        try (KvStore store = KvStore.open(engine.newStore(1).build())) {
            CountDownLatch over = new CountDownLatch(1);
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String key = "caller" + i;
                callers.add(new Thread(() -> {
                    while (over.getCount() > 0) {
                        store.put(key, VALUE);
                    }
                }));
            }
            callers.forEach(Thread::start);
            List<CompletableFuture<Void>> stages = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                stages.add(store.async(Runnable::run).put("k" + i, VALUE).thenRun(() -> {
                    if (Thread.currentThread() != here) { // otherwise the future was already completed
                        ranOn.add(Thread.currentThread().getName());
                    }
                }));
            }
            for (CompletableFuture<Void> stage : stages) {
                get(stage);
            }
            over.countDown();
            for (Thread caller : callers) {
                caller.join();
            }
        }
        assertThat(ranOn).isNotEmpty().allMatch(name -> name.startsWith("kvstore-async"));
    }

    static Stream<Executor> anyExecutor() {
        return Stream.of(Runnable::run, null);
    }

    /** More blocking stages than threads. The futures after them are completed by other threads. */
    @ParameterizedTest
    @MethodSource("anyExecutor")
    void stagesThatBlockStopNeitherCallersNorOtherFutures(Executor executor) throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        int blocking = 4 * Runtime.getRuntime().availableProcessors();
        try (KvStore store = KvStore.open(Engine.H2.newStore(1).build())) {
            List<CompletableFuture<Void>> blocked = new ArrayList<>();
            CountDownLatch begun = new CountDownLatch(blocking);
            for (int i = 0; i < blocking; i++) {
                blocked.add((executor == null ? store.async() : store.async(executor))
                        .put("k" + i, VALUE)
                        .thenRunAsync(() -> {}, Runnable::run)
                        .thenRun(() -> {
                            begun.countDown();
                            if (Thread.currentThread().getName().startsWith("kvstore-async")) {
                                Uninterruptibles.awaitUninterruptibly(end);
                            }
                        }));
            }
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            store.put("k", VALUE);
            for (int i = 0; i < 100; i++) {
                assertThat(get(store.async().get("k"))).contains(VALUE);
            }
            end.countDown();
            for (CompletableFuture<Void> one : blocked) {
                get(one);
            }
        }
    }

    @Test
    void executorThatIsShutDownOrBrokenHarmsNobody() throws Exception {
        List<Executor> bad = List.of(
                task -> {
                    throw new RejectedExecutionException("shut down");
                },
                task -> {
                    throw new OutOfMemoryError("unable to create native thread");
                },
                task -> {
                    throw new IllegalStateException("not started");
                });
        try (KvStore store = KvStore.open(Engine.H2.newStore(1).build())) {
            List<CompletableFuture<?>> futures = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                for (Executor executor : bad) {
                    futures.add(store.async(executor).put("k" + i, VALUE));
                }
                futures.add(store.async().get("k" + i));
                store.put("k" + i, VALUE);
            }
            for (CompletableFuture<?> future : futures) {
                get(future);
            }
        }
    }

    /** A slow executor delays the calls of its own user, and does not fill the heap. */
    @Test
    void callsWhoseFuturesWaitForTheirExecutorAreInFlight() throws Exception {
        Queue<Runnable> later = new ConcurrentLinkedQueue<>();
        try (KvStore store = KvStore.open(Engine.H2
                .newStore(1)
                .backpressure(BackpressureConfig.defaults().withMaxCalls(10).withMaxBytes(1 << 20))
                .build())) {
            List<CompletableFuture<Void>> futures = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                futures.add(store.async(later::add).put("k" + i, VALUE));
            }
            CompletableFuture<Void> refused = store.async(Runnable::run).put("k", VALUE);
            assertThat(refused.handle((done, error) -> error instanceof CompletionException ? error.getCause() : error))
                    .succeedsWithin(30, TimeUnit.SECONDS)
                    .isInstanceOf(KvOverloadedException.class);
            while (futures.stream().anyMatch(future -> !future.isDone())) {
                Runnable task = later.poll();
                if (task != null) {
                    task.run();
                }
            }
            CompletableFuture<Void> chained = CompletableFuture.completedFuture(null);
            for (int i = 0; i < 50; i++) {
                chained = chained.thenCompose(done -> store.async().put("k", VALUE));
            }
            get(chained);
        }
    }
}
