package io.kvstore.examples.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** A number of callers, each on a thread of its own, against one contender. Stateless but for thread names. */
final class ClosedLoop {

    private final Plan plan;
    private final DataSet data;
    private final AtomicInteger threads = new AtomicInteger();

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
        List<Caller> crowd = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            crowd.add(new Caller(contender, data, workload, plan, window, random.split()));
        }
        ExecutorService executor = Executors.newFixedThreadPool(callers, threadFactory());
        try {
            return total(contender, executor.invokeAll(crowd));
        } finally {
            executor.shutdownNow();
        }
    }

    private ThreadFactory threadFactory() {
        return task -> {
            Thread thread = new Thread(task, "bench-caller-" + threads.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private static Latencies total(Contender contender, List<Future<Latencies>> callers) throws InterruptedException {
        Latencies total = Latencies.ofAll();
        int failed = 0;
        Throwable first = null;
        for (Future<Latencies> caller : callers) {
            try {
                total.add(caller.get());
            } catch (ExecutionException e) {
                failed++;
                first = first == null ? e.getCause() : first;
            }
        }
        if (first != null) {
            throw new BenchException(
                    contender.name() + ": " + failed + " of " + callers.size() + " callers failed, first with", first);
        }
        return total;
    }
}
