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
class Promise<R, T> extends CompletableFuture<T> {

    private final Executor executor;
    private final Function<? super R, ? extends T> decoder;

    Promise(Executor executor, Function<? super R, ? extends T> decoder) {
        this.executor = executor;
        this.decoder = decoder;
    }

    /** Its call waits for room, is in its lane, or is over. */
    void entered(Call<R> call) {}

    /** Its call is over. */
    void over() {}

    /** Completes it with the decoded result, or with the exception of the decoder. */
    final void keep(R result) {
        if (isDone()) {
            return;
        }
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
    public final Executor defaultExecutor() {
        return executor;
    }

    @Override
    public final <U> CompletableFuture<U> newIncompleteFuture() {
        return new Promise<U, U>(executor, Function.identity());
    }
}
