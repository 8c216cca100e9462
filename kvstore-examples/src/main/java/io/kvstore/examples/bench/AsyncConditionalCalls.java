package io.kvstore.examples.bench;

import io.kvstore.AsyncKvStore;
import io.kvstore.Entry;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** The conditional writes of one chain. One call is in flight at a time, so no lock is needed. */
final class AsyncConditionalCalls implements AsyncStep {

    private final AsyncKvStore store;
    private final CallerTask task;

    AsyncConditionalCalls(StoreContender store, CallerTask task) {
        this.store = store.async();
        this.task = task;
    }

    @Override
    public CompletableFuture<Void> begin() {
        return switch (task.workload().write()) {
            case EXPIRE -> expire(task.nextKey());
            case PUT_IF_ABSENT -> putIfAbsent(task.nextNewKey());
            case COMPARE_AND_SET -> compareAndSet(task.nextKey());
            case DELETE_AND_PUT -> deleteAndPut(task.nextKey());
            case GET_AND_EXPIRE -> getAndExpire(task.nextKey());
            case INCREMENT, INCREMENT_ONE -> increment(task.nextKey());
            case PUT -> throw new IllegalStateException("a put has no condition");
        };
    }

    private CompletableFuture<Void> expire(int number) {
        String key = task.key(number);
        Duration ttl = task.ttl();
        long start = System.nanoTime();
        return store.expire(key, ttl).thenAccept(yes -> task.expired(key, yes, start, System.nanoTime() - start));
    }

    private CompletableFuture<Void> deleteAndPut(int number) {
        String key = task.key(number);
        byte[] value = task.value(number);
        long begun = task.begin(number);
        long start = System.nanoTime();
        return store.delete(key)
                .thenCompose(deleted -> store.put(key, value)
                        .thenAccept(
                                put -> task.deletedAndPut(number, deleted, begun, start, System.nanoTime() - start)));
    }

    private CompletableFuture<Void> getAndExpire(int number) {
        String key = task.key(number);
        Duration ttl = task.ttl();
        long start = System.nanoTime();
        return store.getAndExpire(key, ttl)
                .thenAccept(
                        found -> task.gotAndExpired(number, found.map(Entry::value), start, System.nanoTime() - start));
    }

    private CompletableFuture<Void> increment(int number) {
        String key = task.counter(number);
        long before = task.beginIncrement(number);
        long start = System.nanoTime();
        return store.increment(key, 1)
                .thenAccept(sum -> task.incremented(number, before, sum, start, System.nanoTime() - start));
    }

    private CompletableFuture<Void> putIfAbsent(long number) {
        String key = task.key(number);
        byte[] value = task.value(number);
        long start = System.nanoTime();
        return store.putIfAbsent(key, value)
                .thenAccept(version -> task.putIfAbsent(key, version.isPresent(), start, System.nanoTime() - start));
    }

    private CompletableFuture<Void> compareAndSet(int number) {
        String key = task.key(number);
        byte[] value = task.value(number);
        long begun = task.begin(number);
        long start = System.nanoTime();
        return store.getEntry(key)
                .thenCompose(entry -> set(key, entry, value).thenAccept(yes -> {
                    long took = System.nanoTime() - start;
                    task.compareAndSet(number, entry.map(Entry::value), yes, begun, start, took);
                }));
    }

    private CompletableFuture<Boolean> set(String key, Optional<Entry<byte[]>> read, byte[] value) {
        return read.map(entry ->
                        store.compareAndSet(key, entry.version(), value).thenApply(OptionalLong::isPresent))
                .orElseGet(() -> CompletableFuture.completedFuture(false));
    }
}
