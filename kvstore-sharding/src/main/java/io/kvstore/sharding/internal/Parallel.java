package io.kvstore.sharding.internal;

import static com.google.common.base.Throwables.throwIfUnchecked;
import static com.google.common.util.concurrent.Uninterruptibles.getUninterruptibly;

import io.kvstore.internal.pool.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Runs a function for several shards in parallel. The calling thread works too, and runs what finds no free thread. So
 * nothing queues, and a store of one shard needs no threads. Thread-safe.
 */
final class Parallel implements AutoCloseable {

    private static final int MAX_THREADS = 64;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0,
            MAX_THREADS,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Threads.daemon("kvstore-batch"),
            (task, pool) -> task.run()); // also while the store closes: no task may be dropped

    /** The results in the order of the items. If the function throws, the caller gets the first exception. */
    <T, R> List<R> map(List<T> items, Function<T, R> function) {
        List<FutureTask<R>> tasks = new ArrayList<>(items.size());
        for (T item : items) {
            tasks.add(new FutureTask<>(() -> function.apply(item)));
        }
        tasks.stream().skip(1).forEach(this::start);
        tasks.stream().limit(1).forEach(FutureTask::run);
        List<R> results = new ArrayList<>(tasks.size());
        for (FutureTask<R> task : tasks) {
            results.add(get(task));
        }
        return results;
    }

    private void start(FutureTask<?> task) {
        try {
            threads.execute(task);
        } catch (Throwable e) { // no native thread
            task.run();
        }
    }

    /** Waits until the task is done, even if the caller is interrupted. The timeouts of the pool bound the wait. */
    @SuppressWarnings("NullAway") // a result is null only if the function returned null
    static <R> R get(FutureTask<R> task) {
        try {
            return getUninterruptibly(task);
        } catch (ExecutionException e) {
            throwIfUnchecked(e.getCause());
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
