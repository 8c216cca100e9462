package io.kvstore.sharding.internal;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The batches of a store that are not over: between two portions they have no call in flight. Thread-safe. */
final class BatchesUnderWay {

    private final AtomicInteger blocking = new AtomicInteger();
    private final Map<Object, CompletableFuture<?>> futures = new ConcurrentHashMap<>();

    /** Does one on this thread. */
    <T> T run(Supplier<T> batch) {
        blocking.incrementAndGet();
        try {
            return batch.get();
        } finally {
            blocking.decrementAndGet();
        }
    }

    /** Starts one that blocks nobody. */
    <T> CompletableFuture<T> submit(Supplier<CompletableFuture<T>> batch) {
        return run(() -> {
            CompletableFuture<T> future = batch.get();
            Object name = new Object();
            futures.put(name, future);
            CompletableFuture<T> unused = future.whenComplete((result, error) -> futures.remove(name));
            return future;
        });
    }

    boolean isIdle() {
        return blocking.get() == 0 && futures.values().stream().allMatch(CompletableFuture::isDone);
    }
}
