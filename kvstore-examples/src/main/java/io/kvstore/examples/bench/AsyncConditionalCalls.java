package io.kvstore.examples.bench;

import io.kvstore.AsyncKvStore;
import io.kvstore.Entry;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/** The conditional writes of one chain. One call is in flight at a time, so it needs no lock. */
final class AsyncConditionalCalls implements AsyncStep {

    private final String name;
    private final AsyncKvStore store;
    private final Work work;
    private final DataSet data;
    private final SplittableRandom random;
    private final KeyChoice keys;
    private final Latencies latencies;

    AsyncConditionalCalls(StoreContender store, Work work, SplittableRandom random, Latencies latencies) {
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
        return switch (work.workload().write()) {
            case EXPIRE -> expire(keys.next());
            case PUT_IF_ABSENT -> putIfAbsent(work.newKeys().next());
            case COMPARE_AND_SET -> compareAndSet(keys.next());
            case PUT -> throw new IllegalStateException("a put has no condition");
        };
    }

    private CompletableFuture<Void> expire(int number) {
        String key = data.key(number);
        Duration ttl = work.ttl(random);
        long start = System.nanoTime();
        return store.expire(key, ttl).thenAccept(yes -> {
            long took = System.nanoTime() - start;
            Verdicts.expired(name, key, yes);
            record(start, took, true);
        });
    }

    private CompletableFuture<Void> putIfAbsent(long number) {
        String key = data.key(number);
        byte[] value = data.value(number, random.nextInt());
        long start = System.nanoTime();
        return store.putIfAbsent(key, value).thenAccept(yes -> {
            long took = System.nanoTime() - start;
            Verdicts.putIfAbsent(name, key, yes);
            record(start, took, true);
        });
    }

    private CompletableFuture<Void> compareAndSet(int number) {
        String key = data.key(number);
        byte[] value = data.value(number, random.nextInt());
        long begun = work.keysInUse().begin(number);
        long start = System.nanoTime();
        return store.getEntry(key)
                .thenCompose(entry -> set(key, entry, value).thenAccept(yes -> {
                    long took = System.nanoTime() - start;
                    boolean contested = work.keysInUse().end(number, begun);
                    data.check(name, number, entry.map(Entry::value));
                    Verdicts.compareAndSet(name, key, yes, contested);
                    record(start, took, yes);
                }));
    }

    private CompletableFuture<Boolean> set(String key, Optional<Entry<byte[]>> read, byte[] value) {
        return read.map(entry -> store.compareAndSet(key, entry.version(), value))
                .orElseGet(() -> CompletableFuture.completedFuture(false));
    }

    private void record(long start, long took, boolean won) {
        if (work.window().measures(start)) {
            latencies.write(took, won);
        }
    }
}
