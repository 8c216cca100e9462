package io.kvstore.examples.bench;

import com.google.common.base.Throwables;
import io.kvstore.AsyncKvStore;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Chains of asynchronous calls, each begun by the end of the one before it. Thread-safe. */
final class AsyncCalls {

    private final String name;
    private final AsyncKvStore store;
    private final Plan plan;
    private final DataSet data;
    private final Workload workload;
    private final Window window;
    private final CountDownLatch running;
    private final AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();

    AsyncCalls(StoreContender store, Plan plan, Workload workload, Window window, int chains) {
        this.name = store.name();
        this.store = store.async();
        this.plan = plan;
        this.data = DataSet.of(plan);
        this.workload = workload;
        this.window = window;
        this.running = new CountDownLatch(chains);
    }

    /** Returns when every chain has ended. */
    void await() throws InterruptedException {
        running.await();
        Throwable error = failed.get();
        if (error != null) {
            throw new BenchException(name + ": an asynchronous call failed, the first with", error);
        }
    }

    /** One call after the other. One call is in flight at a time, so it needs no lock. */
    final class Chain {

        private final SplittableRandom random;
        private final KeyChoice keys;
        private final Latencies latencies;

        Chain(SplittableRandom random, Latencies latencies) {
            this.random = random;
            this.keys = plan.distribution().choice(plan.keys(), random);
            this.latencies = latencies;
        }

        /** Begins the next call, or ends the chain; a call that is over at once is followed up at once. */
        void next() {
            while (!window.isOver(System.nanoTime())) {
                CompletableFuture<?> call = begin();
                if (!call.isDone()) {
                    CompletableFuture<?> unused = call.whenComplete((done, error) -> next());
                    return;
                }
            }
            running.countDown();
        }

        private CompletableFuture<Void> begin() {
            int number = keys.next();
            String key = data.key(number);
            boolean get = workload.isGet(random);
            byte[] value = get ? null : data.value(number, random.nextInt());
            long start = System.nanoTime();
            CompletableFuture<Void> call = value == null
                    ? store.get(key).thenAccept(found -> ended(number, found, start))
                    : store.put(key, value).thenRun(() -> ended(start));
            return call.exceptionally(this::failed);
        }

        private void ended(int number, Optional<byte[]> found, long start) {
            long took = System.nanoTime() - start;
            data.check(name, number, found);
            if (window.measures(start)) {
                latencies.gets().recordValue(took);
            }
        }

        private void ended(long start) {
            if (window.measures(start)) {
                latencies.puts().recordValue(System.nanoTime() - start);
            }
        }

        private @Nullable Void failed(Throwable error) {
            failed.compareAndSet(null, Throwables.getRootCause(error));
            window.abort();
            return null;
        }
    }
}
