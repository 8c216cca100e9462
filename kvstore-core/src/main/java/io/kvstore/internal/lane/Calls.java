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

/** Several calls of one caller, which go to their lanes together and are waited for together. */
public final class Calls {

    private Calls() {}

    /**
     * What became of a call.
     *
     * @param result null if there is an error, or where R is Void
     * @param error null if it succeeded
     */
    public record Settled<R>(@Nullable R result, @Nullable RuntimeException error) {}

    /**
     * Has calls done, none of them on this thread.
     *
     * @return in the order of the calls
     */
    public static <R> List<Settled<R>> run(List<? extends Call<R>> calls) {
        long now = System.nanoTime();
        return run(calls, call -> now);
    }

    /** A future that is completed by the executor, which is also that of its async stages. */
    public static <R> CompletableFuture<R> future(Executor executor) {
        return new Promise<R, R>(executor, Function.identity());
    }

    /**
     * As {@link #run(List)}, with deadlines that may have started before. Those that find room enter their lanes at once;
     * then the others wait for it, and hold nothing. So what two batches hold is always on its way.
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
