package io.kvstore.examples.bench;

import io.kvstore.AsyncKvStore;
import java.util.concurrent.CompletableFuture;

/** The gets and puts of one chain. One call is in flight at a time, so no lock is needed. */
final class AsyncGetsAndPuts implements AsyncStep {

    private final AsyncKvStore store;
    private final CallerTask task;

    AsyncGetsAndPuts(StoreContender store, CallerTask task) {
        this.store = store.async();
        this.task = task;
    }

    @Override
    public CompletableFuture<Void> begin() {
        int number = task.nextKey();
        String key = task.key(number);
        byte[] value = task.isGet() ? null : task.value(number);
        long start = System.nanoTime();
        return value == null
                ? store.get(key).thenAccept(found -> task.got(number, found, start, System.nanoTime() - start))
                : store.put(key, value).thenRun(() -> task.put(start, System.nanoTime() - start));
    }
}
