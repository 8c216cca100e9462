package io.kvstore.examples.bench;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Runs tasks at the same time, each on its own thread. Stateless. */
final class Crew {

    private Crew() {}

    /**
     * Runs all tasks until they end.
     *
     * @param name the contender that the tasks call
     * @param window is aborted in any case, so that no task outlives this call
     * @throws BenchException if any task failed
     */
    static void run(String name, CallerThreads threads, List<? extends Callable<Void>> tasks, Window window)
            throws InterruptedException {
        ExecutorService executor = threads.start(tasks.size());
        try {
            check(name, executor.invokeAll(tasks));
        } finally {
            window.abort();
            executor.shutdownNow();
        }
    }

    private static void check(String name, List<Future<Void>> tasks) throws InterruptedException {
        int failed = 0;
        Throwable first = null;
        for (Future<Void> task : tasks) {
            try {
                task.get();
            } catch (ExecutionException e) {
                failed++;
                first = first == null ? e.getCause() : first;
            }
        }
        if (first != null) {
            throw new BenchException(
                    name + ": " + failed + " of " + tasks.size() + " callers failed, first with", first);
        }
    }
}
