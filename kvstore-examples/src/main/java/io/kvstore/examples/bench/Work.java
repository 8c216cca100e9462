package io.kvstore.examples.bench;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * What all callers of one run share. Thread-safe.
 *
 * @param plan what the benchmark does
 * @param data of the keys
 * @param newKeys for calls that need a key that was never used
 * @param keysInUse by compare-and-sets
 * @param workload what callers do
 * @param window how long they do it
 */
record Work(Plan plan, DataSet data, NewKeys newKeys, KeysInUse keysInUse, Workload workload, Window window) {

    private static final Duration LONG = Duration.ofDays(365);

    Work(Plan plan, DataSet data, NewKeys newKeys, Workload workload, Window window) {
        this(plan, data, newKeys, new KeysInUse(), workload, window);
    }

    /** Chooses among the keys that were loaded, for one caller. */
    KeyChoice keys(SplittableRandom random) {
        return plan.distribution().choice(plan.keys(), random);
    }

    /** A time-to-live that outlasts the benchmark. */
    Duration ttl(SplittableRandom random) {
        return LONG.plusMillis(random.nextInt(Integer.MAX_VALUE));
    }

    /** Reads back what was put under new keys, once every caller is done. */
    void checkNewKeys(Contender contender, long from) {
        if (workload.write() == Workload.Write.PUT_IF_ABSENT) {
            newKeys.check(contender, from);
        }
    }
}
