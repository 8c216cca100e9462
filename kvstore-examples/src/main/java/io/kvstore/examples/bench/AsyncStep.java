package io.kvstore.examples.bench;

import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/** The calls of one chain. Each call is measured, and its answer is checked. One call is in flight at a time. */
interface AsyncStep {

    /** Starts the next call. The future fails if the call fails or gives a wrong answer. */
    CompletableFuture<Void> begin();

    /** The calls of the workload. */
    static AsyncStep of(StoreContender store, Work work, SplittableRandom random, Latencies latencies) {
        CallerTask task = new CallerTask(store, work, random, latencies);
        return work.workload().isConditional()
                ? new AsyncConditionalCalls(store, task)
                : new AsyncGetsAndPuts(store, task);
    }
}
