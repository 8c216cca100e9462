package io.kvstore.examples.bench;

import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/** What one chain of asynchronous calls does: each call is measured, and its answer checked. One at a time. */
interface AsyncStep {

    /** Begins the next call. The future fails if the call fails or gives a wrong answer. */
    CompletableFuture<Void> begin();

    /** Those of a workload. */
    static AsyncStep of(StoreContender store, Work work, SplittableRandom random, Latencies latencies) {
        CallerTask task = new CallerTask(store, work, random, latencies);
        return work.workload().isConditional()
                ? new AsyncConditionalCalls(store, task)
                : new AsyncGetsAndPuts(store, task);
    }
}
