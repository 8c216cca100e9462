package io.kvstore.examples.bench;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * What all callers of one run share. Thread-safe.
 *
 * @param plan what the benchmark does
 * @param data of the keys
 * @param newKeys for calls that need a key that was never used
 * @param counters for increments
 * @param keysInUse by compare-and-sets
 * @param workload what callers do
 * @param window how long they do it
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

    /** Chooses among the keys that were loaded, or the counters, for one caller. */
    KeyChoice keys(SplittableRandom random) {
        return switch (workload.write()) {
            case INCREMENT -> plan.distribution().choice(counters.size(), random);
            case INCREMENT_ONE -> () -> 0;
            default -> plan.distribution().choice(plan.keys(), random);
        };
    }

    /** A time-to-live that outlasts the benchmark. */
    Duration ttl(SplittableRandom random) {
        return LONG.plusMillis(random.nextInt(Integer.MAX_VALUE));
    }

    /** Reads back what was put under new keys, and the counters, once every caller is done. */
    void check(Contender contender, long firstNewKey) {
        if (workload.write() == Workload.Write.PUT_IF_ABSENT) {
            newKeys.check(contender, firstNewKey);
        } else if (workload.write().counts()) {
            counters.check(contender);
        }
    }
}
