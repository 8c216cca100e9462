package io.kvstore.sharding.internal;

import io.kvstore.KvTracer;
import io.kvstore.KvTracer.Span;
import io.kvstore.Operation;
import io.kvstore.internal.lane.Calls;
import io.kvstore.internal.lane.Context;
import io.kvstore.internal.lane.Request;
import io.kvstore.internal.shard.Shard;
import io.kvstore.internal.trace.Tracing;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens a span for each call, and one for each batch. Thread-safe. */
final class TracedCaller extends Caller {

    private final Tracing tracing;

    TracedCaller(Shards shards, Context context, Batches batches, KvTracer tracer) {
        this(shards, context, batches, new Tracing(tracer));
    }

    private TracedCaller(Shards shards, Context context, Batches batches, Tracing tracing) {
        super(shards, context, batches);
        this.tracing = tracing;
    }

    @Override
    Caller with(Context other) {
        return new TracedCaller(shards, other, batches.with(other), tracing);
    }

    @Override
    <R> R run(Request<R> request) {
        Shard shard = shards.owner(request.key());
        Span span = tracing.call(request.operation(), shard.name());
        return Tracing.within(
                span, () -> shard.call(request, context.traced(span)).run());
    }

    @Override
    <T> T run(Operation operation, Function<Batches, T> batch) {
        Span span = tracing.call(operation, null);
        return Tracing.within(span, () -> batch.apply(batches.with(context.traced(span))));
    }

    @Override
    <R, T> CompletableFuture<T> submit(Request<R> request, Executor executor, Function<R, T> decoder) {
        Shard shard = shards.owner(request.key());
        Span span = tracing.call(request.operation(), shard.name());
        return ending(
                span,
                executor,
                decoder,
                () -> shard.call(request, context.traced(span)).submit(executor));
    }

    @Override
    <T> CompletableFuture<T> submit(
            Operation operation, Executor executor, Function<Batches, CompletableFuture<T>> batch) {
        Span span = tracing.call(operation, null);
        return ending(span, executor, Function.identity(), () -> batch.apply(batches.with(context.traced(span))));
    }

    /** A future that is completed after the span was ended, so that its stages find it ended. */
    private static <R, T> CompletableFuture<T> ending(
            Span span, Executor executor, Function<R, T> decoder, Supplier<CompletableFuture<R>> call) {
        CompletableFuture<R> untold;
        try {
            untold = call.get();
        } catch (RuntimeException | Error e) {
            Tracing.end(span, e);
            throw e;
        }
        CompletableFuture<T> told = Calls.future(executor);
        CompletableFuture<R> unused = untold.whenComplete((result, error) -> {
            Tracing.end(span, error instanceof CompletionException ? error.getCause() : error);
            if (error == null) {
                complete(told, decoder, result);
            } else {
                told.completeExceptionally(error);
            }
        });
        return told;
    }

    private static <R, T> void complete(CompletableFuture<T> told, Function<R, T> decoder, @Nullable R result) {
        try {
            told.complete(decoder.apply(result));
        } catch (Throwable e) { // of the user's decoder; every future must be completed
            told.completeExceptionally(e);
        }
    }
}
