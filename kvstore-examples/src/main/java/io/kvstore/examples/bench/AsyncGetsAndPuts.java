package io.kvstore.examples.bench;

import io.kvstore.AsyncKvStore;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/** The gets and puts of one chain. One call is in flight at a time, so it needs no lock. */
final class AsyncGetsAndPuts implements AsyncStep {

    private final String name;
    private final AsyncKvStore store;
    private final Work work;
    private final DataSet data;
    private final SplittableRandom random;
    private final KeyChoice keys;
    private final Latencies latencies;

    AsyncGetsAndPuts(StoreContender store, Work work, SplittableRandom random, Latencies latencies) {
        this.name = store.name();
        this.store = store.async();
        this.work = work;
        this.data = work.data();
        this.random = random;
        this.keys = work.keys(random);
        this.latencies = latencies;
    }

    @Override
    public CompletableFuture<Void> begin() {
        int number = keys.next();
        String key = data.key(number);
        boolean get = work.workload().isGet(random);
        byte[] value = get ? null : data.value(number, random.nextInt());
        long start = System.nanoTime();
        return value == null
                ? store.get(key).thenAccept(found -> ended(number, found, start))
                : store.put(key, value).thenRun(() -> ended(start));
    }

    private void ended(int number, Optional<byte[]> found, long start) {
        long took = System.nanoTime() - start;
        data.check(name, number, found);
        if (work.window().measures(start)) {
            latencies.gets().recordValue(took);
        }
    }

    private void ended(long start) {
        if (work.window().measures(start)) {
            latencies.puts().recordValue(System.nanoTime() - start);
        }
    }
}
