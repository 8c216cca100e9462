package io.kvstore.examples.bench;

import com.google.common.base.Throwables;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Chains of asynchronous calls. The end of one call starts the next call of its chain. Thread-safe. */
final class AsyncCalls {

    private final String name;
    private final Window window;
    private final CountDownLatch running;
    private final AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();

    AsyncCalls(String name, Window window, int chains) {
        this.name = name;
        this.window = window;
        this.running = new CountDownLatch(chains);
    }

    /** Returns when every chain has ended. Throws if a call failed. */
    void await() throws InterruptedException {
        running.await();
        Throwable error = failed.get();
        if (error != null) {
            throw new BenchException(name + ": an asynchronous call failed, the first with", error);
        }
    }

    /**
     * Starts the next call of a chain, or ends the chain. The loop handles calls that complete at once, so that the
     * stack does not grow.
     */
    void next(AsyncStep chain) {
        while (!window.isOver(System.nanoTime())) {
            CompletableFuture<Void> call = chain.begin().exceptionally(this::failed);
            if (!call.isDone()) {
                CompletableFuture<?> unused = call.whenComplete((done, error) -> next(chain));
                return;
            }
        }
        running.countDown();
    }

    private @Nullable Void failed(Throwable error) {
        failed.compareAndSet(null, Throwables.getRootCause(error));
        window.abort();
        return null;
    }
}
