package io.kvstore.examples.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** A number of callers, each on a thread of its own, against one contender. Stateless. */
final class ClosedLoop {

    private final Plan plan;
    private final DataSet data;

    ClosedLoop(Plan plan, DataSet data) {
        this.plan = plan;
        this.data = data;
    }

    /**
     * Runs callers to the end of the window.
     *
     * @return the latencies of all of them
     * @throws BenchException if any call of any caller failed or gave a wrong answer
     */
    Latencies run(Contender contender, Workload workload, int callers, Window window, SplittableRandom random)
            throws InterruptedException {
        Latencies.Striped latencies = new Latencies.Striped();
        List<Caller> crowd = new ArrayList<>(callers);
        for (int i = 0; i < callers; i++) {
            crowd.add(new Caller(contender, data, workload, plan, window, random.split(), latencies.of(i)));
        }
        ExecutorService executor = plan.crowd().threads().start(callers);
        try {
            check(contender, executor.invokeAll(crowd));
        } finally {
            window.abort();
            executor.shutdownNow();
        }
        return latencies.total();
    }

    private static void check(Contender contender, List<Future<Void>> callers) throws InterruptedException {
        int failed = 0;
        Throwable first = null;
        for (Future<Void> caller : callers) {
            try {
                caller.get();
            } catch (ExecutionException e) {
                failed++;
                first = first == null ? e.getCause() : first;
            }
        }
        if (first != null) {
            throw new BenchException(
                    contender.name() + ": " + failed + " of " + callers.size() + " callers failed, first with", first);
        }
    }
}
