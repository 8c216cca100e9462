package io.kvstore.examples.bench;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Chooses the keys and values of one caller, or of one chain of asynchronous calls. It also checks and records the
 * results. One call at a time.
 */
final class CallerTask {

    private final String name;
    private final Work work;
    private final SplittableRandom random;
    private final KeyChoice keys;
    private final Latencies latencies;

    CallerTask(Contender contender, Work work, SplittableRandom random, Latencies latencies) {
        this.name = contender.name();
        this.work = work;
        this.random = random;
        this.keys = work.keys(random);
        this.latencies = latencies;
    }

    Workload workload() {
        return work.workload();
    }

    boolean isGet() {
        return work.workload().isGet(random);
    }

    /** A key that was loaded, or the number of a counter. */
    int nextKey() {
        return keys.next();
    }

    /** The number of a key that was never used. */
    long nextNewKey() {
        return work.newKeys().next();
    }

    String key(long number) {
        return work.data().key(number);
    }

    byte[] value(long number) {
        return work.data().value(number, random.nextInt());
    }

    Duration ttl() {
        return work.ttl(random);
    }

    /**
     * Starts a call that {@link KeysInUse} tracks. Pass the result to {@link #compareAndSet} or {@link #deletedAndPut}.
     */
    long begin(int number) {
        return work.keysInUse().begin(number);
    }

    String counter(int number) {
        return work.counters().key(number);
    }

    /** Starts an increment. Pass the result to {@link #incremented}. */
    long beginIncrement(int number) {
        return work.counters().begin(number);
    }

    void got(int number, Optional<byte[]> found, long start, long took) {
        work.data().check(name, number, found);
        if (work.window().measures(start)) {
            latencies.gets().recordValue(took);
        }
    }

    void put(long start, long took) {
        if (work.window().measures(start)) {
            latencies.puts().recordValue(took);
        }
    }

    void expired(String key, boolean yes, long start, long took) {
        Verdicts.expired(name, key, yes);
        record(start, took, true);
    }

    void putIfAbsent(String key, boolean yes, long start, long took) {
        Verdicts.putIfAbsent(name, key, yes);
        record(start, took, true);
    }

    void compareAndSet(int number, Optional<byte[]> found, boolean yes, long begun, long start, long took) {
        boolean contested = work.keysInUse().end(number, begun);
        work.data().check(name, number, found);
        Verdicts.compareAndSet(name, key(number), yes, contested);
        record(start, took, yes);
    }

    void deletedAndPut(int number, boolean yes, long begun, long start, long took) {
        Verdicts.deleted(name, key(number), yes, work.keysInUse().end(number, begun));
        record(start, took, yes);
    }

    void gotAndExpired(int number, Optional<byte[]> found, long start, long took) {
        work.data().check(name, number, found);
        record(start, took, true);
    }

    void incremented(int number, long before, long sum, long start, long took) {
        work.counters().end(name, number, before, sum);
        record(start, took, true);
    }

    private void record(long start, long took, boolean won) {
        if (work.window().measures(start)) {
            latencies.write(took, won);
        }
    }
}
