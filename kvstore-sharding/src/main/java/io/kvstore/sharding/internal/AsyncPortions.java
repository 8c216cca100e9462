package io.kvstore.sharding.internal;

import io.kvstore.internal.lane.Call;
import io.kvstore.internal.lane.Calls;
import io.kvstore.internal.lane.Calls.Settled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Runs the portions of a batch one after another, without a waiting thread: the end of one portion starts the next. */
final class AsyncPortions<R> {

    private final Iterator<List<Call<R>>> portions;
    private final Executor executor;
    private final Starts starts;
    private final Map<Object, RuntimeException> late = new HashMap<>(); // by shard
    private final List<Settled<R>> settled = new ArrayList<>();
    private final CompletableFuture<List<Settled<R>>> all;
    private final AtomicInteger turns = new AtomicInteger();

    private AsyncPortions(List<List<Call<R>>> portions, Starts starts, Executor executor) {
        this.portions = portions.iterator();
        this.starts = starts;
        this.executor = executor;
        this.all = Calls.future(executor);
    }

    /** The results of the calls, in their order. */
    static <R> CompletableFuture<List<Settled<R>>> run(List<List<Call<R>>> portions, Starts starts, Executor executor) {
        AsyncPortions<R> run = new AsyncPortions<>(portions, starts, executor);
        run.next();
        return run.all;
    }

    /** If a portion ends within {@link #start}, this loop starts the next one, so that calls do not nest. */
    private void next() {
        if (turns.getAndIncrement() > 0) {
            return;
        }
        do {
            if (portions.hasNext()) {
                start(portions.next());
            } else {
                all.complete(settled);
            }
        } while (turns.decrementAndGet() > 0);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it ends in next() or in all
    private void start(List<Call<R>> portion) {
        try {
            List<CompletableFuture<Settled<R>>> futures = new ArrayList<>(portion.size());
            portion.forEach(call -> futures.add(submit(call)));
            CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new))
                    .whenComplete((none, error) -> {
                        if (error == null) {
                            end(
                                    portion,
                                    futures.stream()
                                            .map(CompletableFuture::join)
                                            .toList());
                        } else {
                            all.completeExceptionally(error);
                        }
                    });
        } catch (Throwable e) { // such as out of memory; every future must be completed
            all.completeExceptionally(e);
        }
    }

    private CompletableFuture<Settled<R>> submit(Call<R> call) {
        long startedAt = starts.of(call);
        if (call.wouldBeLate(startedAt)) {
            RuntimeException error = late.computeIfAbsent(call.shard(), shard -> call.late());
            return CompletableFuture.completedFuture(new Settled<>(null, error));
        }
        return call.submit(executor, startedAt).handle(AsyncPortions::settled);
    }

    private void end(List<Call<R>> portion, List<Settled<R>> some) {
        settled.addAll(some);
        starts.after(portion, some);
        next();
    }

    private static <R> Settled<R> settled(@Nullable R result, @Nullable Throwable error) {
        if (error == null || error instanceof RuntimeException) {
            return new Settled<>(result, (RuntimeException) error);
        }
        throw new CompletionException(error);
    }
}
