package io.kvstore.examples.bench;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * What all callers of a measurement share. Thread-safe.
 *
 * @param plan the plan of the run
 * @param data keys and values
 * @param newKeys for calls that need a key that was never used
 * @param counters for increments
 * @param keysInUse the keys of compare-and-sets in flight
 * @param workload what callers do
 * @param window when they do it
 */
record Work(
        Plan plan,
        DataSet data,
        NewKeys newKeys,
        Counters counters,
        KeysInUse keysInUse,
        Workload workload,
        Window window) {

    private static final Duration LONG = Duration.ofDays(365);

    Work(Plan plan, DataSet data, NewKeys newKeys, Rows rows, Workload workload, Window window) {
        this(plan, data, newKeys, newKeys.counters(rows), new KeysInUse(), workload, window);
    }

    /** Chooses keys or counters for one caller. */
    KeyChoice keys(SplittableRandom random) {
        return switch (workload.write()) {
            case INCREMENT -> plan.distribution().choice(counters.size(), random);
            case INCREMENT_ONE -> () -> 0;
            default -> plan.distribution().choice(plan.keys(), random);
        };
    }

    /** A time-to-live that is longer than the benchmark. */
    Duration ttl(SplittableRandom random) {
        return LONG.plusMillis(random.nextInt(Integer.MAX_VALUE));
    }

    /** Reads the new keys and the counters, and throws if one is wrong. Call it when no caller is running. */
    void check(Contender contender, long firstNewKey) {
        if (workload.write() == Workload.Write.PUT_IF_ABSENT) {
            newKeys.check(contender, firstNewKey);
        } else if (workload.write().counts()) {
            counters.check(contender);
        }
    }
}
