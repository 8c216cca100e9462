package io.kvstore.internal.lane;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The future of a call. An executor of the caller's choice completes it and runs its async stages.
 *
 * @param <R> the result of the call
 * @param <T> the decoded result
 */
final class Promise<R, T> extends CompletableFuture<T> {

    private final Executor executor;
    private final Function<? super R, ? extends T> decoder;

    Promise(Executor executor, Function<? super R, ? extends T> decoder) {
        this.executor = executor;
        this.decoder = decoder;
    }

    /** Completes it with the decoded result, or with the exception of the decoder. */
    void keep(R result) {
        T decoded;
        try {
            decoded = decoder.apply(result);
        } catch (Throwable e) { // of the user's decoder; every future must be completed
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
