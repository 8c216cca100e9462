package io.kvstore.examples.bench;

import java.util.SplittableRandom;

/** The calls of one caller. Each call is measured, and its answer is checked. Confined to a thread. */
interface Calls {

    void next();

    /** The calls of the workload. */
    static Calls of(Contender contender, Work work, SplittableRandom random, Latencies latencies) {
        CallerTask task = new CallerTask(contender, work, random, latencies);
        return work.workload().isConditional()
                ? new ConditionalCalls(contender, task)
                : new GetsAndPuts(contender, task);
    }
}
