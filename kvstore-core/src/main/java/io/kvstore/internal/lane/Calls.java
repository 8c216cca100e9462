package io.kvstore.internal.lane;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Runs several calls of one caller together and waits for all of them. */
public final class Calls {

    private Calls() {}

    /**
     * The result or the error of a call.
     *
     * @param result null if there is an error, or if R is Void
     * @param error null if it succeeded
     */
    public record Settled<R>(@Nullable R result, @Nullable RuntimeException error) {}

    /**
     * Runs calls. None of them runs on this thread.
     *
     * @return their results, in the order of the calls
     */
    public static <R> List<Settled<R>> run(List<? extends Call<R>> calls) {
        long now = System.nanoTime();
        return run(calls, call -> now);
    }

    /** A future that the executor completes. Its async stages use that executor too. */
    public static <R> CompletableFuture<R> future(Executor executor) {
        return new Promise<R, R>(executor, Function.identity());
    }

    /**
     * As {@link #run(List)}, with deadlines that may have started earlier. Calls that are admitted enter their lanes at
     * once. Only then the others wait for room, and they hold none. So two batches cannot block each other.
     */
    public static <R> List<Settled<R>> run(List<? extends Call<R>> calls, ToLongFunction<Call<R>> startedAt) {
        Map<Lane, List<Call<R>>> byLane = new LinkedHashMap<>();
        List<Call<R>> noRoom = new ArrayList<>();
        Set<InFlight> full = new HashSet<>();
        for (Call<R> call : calls) {
            call.block(false, startedAt.applyAsLong(call));
            InFlight inFlight = call.lane().inFlight();
            if (!full.contains(inFlight) && !call.isLate(System.nanoTime()) && inFlight.tryAcquire(call)) {
                byLane.computeIfAbsent(call.lane(), lane -> new ArrayList<>()).add(call);
            } else {
                full.add(inFlight);
                noRoom.add(call);
            }
        }
        byLane.forEach(Lane::addAll);
        Map<Call<R>, RuntimeException> refused = new HashMap<>();
        noRoom.forEach(call -> submit(call, refused));
        List<Settled<R>> settled = new ArrayList<>(calls.size());
        calls.forEach(call -> settled.add(await(call, refused.get(call))));
        return settled;
    }

    private static <R> void submit(Call<R> call, Map<Call<R>, RuntimeException> refused) {
        try {
            call.refuseIfLate();
            call.lane().submit(call);
        } catch (RuntimeException e) {
            refused.put(call, e);
        }
    }

    private static <R> Settled<R> await(Call<R> call, @Nullable RuntimeException refused) {
        if (refused != null) {
            return new Settled<>(null, refused);
        }
        try {
            call.lane().await(call);
            return new Settled<>(call.outcome(), null);
        } catch (RuntimeException e) {
            return new Settled<>(null, e);
        }
    }
}
