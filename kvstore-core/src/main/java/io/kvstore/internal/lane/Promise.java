package io.kvstore.internal.lane;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The future of a call, completed by an executor of the caller's choice, which is also that of its async stages.
 *
 * @param <R> what the call brings
 * @param <T> what becomes of it
 */
final class Promise<R, T> extends CompletableFuture<T> {

    private final Executor executor;
    private final Function<? super R, ? extends T> decoder;

    Promise(Executor executor, Function<? super R, ? extends T> decoder) {
        this.executor = executor;
        this.decoder = decoder;
    }

    /** Completes it with what becomes of a result, or with what the decoder throws. */
    void keep(R result) {
        T decoded;
        try {
            decoded = decoder.apply(result);
        } catch (Throwable e) { // the user's; a future that is not completed is waited for in vain
            completeExceptionally(e);
            return;
        }
        complete(decoded);
    }

    @Override
    public Executor defaultExecutor() {
        return executor;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new Promise<U, U>(executor, Function.identity());
    }
}
