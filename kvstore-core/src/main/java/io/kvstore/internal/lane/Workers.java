package io.kvstore.internal.lane;

import static com.google.common.util.concurrent.MoreExecutors.directExecutor;
import static com.google.common.util.concurrent.MoreExecutors.newSequentialExecutor;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The threads of a store that run statements for callers that cannot. Thread-safe. */
public final class Workers {

    private final Executor threads;
    private final Executor failing = newSequentialExecutor(directExecutor());

    public Workers(Executor threads) {
        this.threads = threads;
    }

    /**
     * Runs a task. Never throws.
     *
     * @param otherwise is called if no thread can be started. It runs at once. If it is called from within another such
     *     call, it runs after that, because a call that fails may start the next
     */
    public void run(Runnable task, Consumer<Throwable> otherwise) {
        try {
            threads.execute(task);
        } catch (Throwable e) { // no native thread, or the store is closing
            failing.execute(() -> otherwise.accept(e));
        }
    }
}
