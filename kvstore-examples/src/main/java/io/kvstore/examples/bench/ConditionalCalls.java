package io.kvstore.examples.bench;

import io.kvstore.examples.bench.ConditionalWrites.CompareAndSet;
import java.time.Duration;
import java.util.SplittableRandom;

/** A caller's conditional writes. Confined to its thread. */
final class ConditionalCalls implements Calls {

    private final String name;
    private final ConditionalWrites writes;
    private final Work work;
    private final DataSet data;
    private final SplittableRandom random;
    private final KeyChoice keys;
    private final Latencies latencies;

    ConditionalCalls(Contender contender, Work work, SplittableRandom random, Latencies latencies) {
        this.name = contender.name();
        this.writes = contender.conditional();
        this.work = work;
        this.data = work.data();
        this.random = random;
        this.keys = work.keys(random);
        this.latencies = latencies;
    }

    @Override
    public void next() {
        switch (work.workload().write()) {
            case EXPIRE -> expire(keys.next());
            case PUT_IF_ABSENT -> putIfAbsent(work.newKeys().next());
            case COMPARE_AND_SET -> compareAndSet(keys.next());
            case PUT -> throw new IllegalStateException("a put has no condition");
        }
    }

    private void expire(int number) {
        String key = data.key(number);
        Duration ttl = work.ttl(random);
        long start = System.nanoTime();
        boolean yes = writes.expire(key, ttl);
        long took = System.nanoTime() - start;
        Verdicts.expired(name, key, yes);
        record(start, took, true);
    }

    private void putIfAbsent(long number) {
        String key = data.key(number);
        byte[] value = data.value(number, random.nextInt());
        long start = System.nanoTime();
        boolean yes = writes.putIfAbsent(key, value);
        long took = System.nanoTime() - start;
        Verdicts.putIfAbsent(name, key, yes);
        record(start, took, true);
    }

    private void compareAndSet(int number) {
        String key = data.key(number);
        byte[] value = data.value(number, random.nextInt());
        long begun = work.keysInUse().begin(number);
        long start = System.nanoTime();
        CompareAndSet done = writes.compareAndSet(key, value);
        long took = System.nanoTime() - start;
        boolean contested = work.keysInUse().end(number, begun);
        data.check(name, number, done.found());
        Verdicts.compareAndSet(name, key, done.set(), contested);
        record(start, took, done.set());
    }

    private void record(long start, long took, boolean won) {
        if (work.window().measures(start)) {
            latencies.write(took, won);
        }
    }
}
