package io.kvstore.sharding.internal;

import io.kvstore.KvTracer;
import io.kvstore.Operation;
import io.kvstore.internal.lane.Context;
import io.kvstore.internal.lane.Request;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Makes the calls of a view, and those of its batches. Thread-safe. */
class Caller {

    /** Deletes several keys. */
    static final Operation DELETE_ALL = Operation.write("delete_all");

    final Shards shards;
    final Context context;
    final Batches batches;

    Caller(Shards shards, Context context, Batches batches) {
        this.shards = shards;
        this.context = context;
        this.batches = batches;
    }

    /** One that opens a span for each call, if there is a tracer. */
    static Caller of(Shards shards, Context context, Batches batches, KvTracer tracer) {
        return tracer == KvTracer.NONE
                ? new Caller(shards, context, batches)
                : new TracedCaller(shards, context, batches, tracer);
    }

    /** The same on other terms. */
    Caller with(Context other) {
        return new Caller(shards, other, batches.with(other));
    }

    <R> R run(Request<R> request) {
        return shards.call(request, context).run();
    }

    <R, T> CompletableFuture<T> submit(Request<R> request, Executor executor, Function<R, T> decoder) {
        return shards.call(request, context).submit(executor, decoder);
    }

    <T> T run(Operation operation, Function<Batches, T> batch) {
        return batch.apply(batches);
    }

    <T> CompletableFuture<T> submit(
            Operation operation, Executor executor, Function<Batches, CompletableFuture<T>> batch) {
        return batch.apply(batches);
    }
}
