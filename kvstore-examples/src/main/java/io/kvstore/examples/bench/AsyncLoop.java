package io.kvstore.examples.bench;

import java.util.SplittableRandom;

/** Keeps a fixed number of asynchronous calls of the store in flight. When a call ends, the next one starts. */
final class AsyncLoop implements Entrant {

    private final StoreContender store;
    private final Plan plan;
    private final NewKeys newKeys;
    private final int inFlight;

    AsyncLoop(StoreContender store, Plan plan, NewKeys newKeys, int inFlight) {
        this.store = store;
        this.plan = plan;
        this.newKeys = newKeys;
        this.inFlight = inFlight;
    }

    @Override
    public String name() {
        return store.name();
    }

    @Override
    public Rows rows() {
        return store.rows();
    }

    /** Ignores the number of callers: callers are threads, and this loop has none. */
    @Override
    public Latencies run(Workload workload, int callers, Span span, SplittableRandom random)
            throws InterruptedException {
        Window window = new Window(inFlight, span);
        Work work = new Work(plan, DataSet.of(plan), newKeys, rows(), workload, window);
        long firstNewKey = newKeys.peek();
        Latencies.Striped latencies = new Latencies.Striped();
        AsyncCalls calls = new AsyncCalls(name(), window, inFlight);
        for (int i = 0; i < inFlight; i++) {
            window.enter();
            calls.next(AsyncStep.of(store, work, random.split(), latencies.of(i)));
        }
        calls.await();
        work.check(store, firstNewKey);
        return latencies.total();
    }

    @Override
    public void close() {
        store.close();
    }
}
