package io.kvstore.examples.bench;

import java.util.SplittableRandom;

/** What one caller does: each call is measured, and its answer checked. Confined to a thread. */
interface Calls {

    /** Makes the next call. */
    void next();

    /** Those of a workload. */
    static Calls of(Contender contender, Work work, SplittableRandom random, Latencies latencies) {
        CallerTask task = new CallerTask(contender, work, random, latencies);
        return work.workload().isConditional()
                ? new ConditionalCalls(contender, task)
                : new GetsAndPuts(contender, task);
    }
}
