package io.kvstore.internal.lane;

import static com.google.common.util.concurrent.MoreExecutors.directExecutor;
import static com.google.common.util.concurrent.MoreExecutors.newSequentialExecutor;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The threads of a store that lead where no caller can. Thread-safe. */
public final class Workers {

    private final Executor threads;
    private final Executor failing = newSequentialExecutor(directExecutor());

    public Workers(Executor threads) {
        this.threads = threads;
    }

    /**
     * Has something done. Never throws.
     *
     * @param otherwise is told why there is no thread for it: at once, or, if it is itself called from there, a little
     *     later and not within, since one call that fails may start the next
     */
    public void run(Runnable task, Consumer<Throwable> otherwise) {
        try {
            threads.execute(task);
        } catch (Throwable e) { // no native thread, or the store is closing
            failing.execute(() -> otherwise.accept(e));
        }
    }
}
