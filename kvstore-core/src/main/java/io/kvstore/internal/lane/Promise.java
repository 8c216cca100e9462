package io.kvstore.internal.lane;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

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
}
