package io.kvstore.internal.lane;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** The future of a call, completed by an executor of the caller's choice, which is also that of its async stages. */
final class Promise<R> extends CompletableFuture<R> {

    private final Executor executor;

    Promise(Executor executor) {
        this.executor = executor;
    }

    @Override
    public Executor defaultExecutor() {
        return executor;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new Promise<>(executor);
    }

    /** Completes the promises of one statement's calls: one task for all that have the same executor, as most have. */
    static <C extends Call<C, ?>> void keep(List<C> calls) {
        int from = 0;
        for (int to = 1; to <= calls.size(); to++) {
            if (to == calls.size()
                    || calls.get(to).executor() != calls.get(from).executor()) {
                List<C> part = calls.subList(from, to);
                execute(calls.get(from).executor(), () -> part.forEach(Call::keepPromise));
                from = to;
            }
        }
    }

    private static void execute(Executor executor, Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            task.run(); // a promise that is not kept is waited for in vain
        }
    }
}
