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
        Map<Call<?>, RuntimeException> unfinished = new HashMap<>();
        Map<Object, RuntimeException> late = new HashMap<>(); // by shard
        for (Call<R> call : calls) {
            call.block(false, startedAt.applyAsLong(call));
            InFlight inFlight = call.lane().inFlight();
            if (call.isLate(System.nanoTime())) {
                unfinished.put(call, late.computeIfAbsent(call.shard(), shard -> call.late()));
            } else if (!full.contains(inFlight) && inFlight.tryAcquire(call)) {
                byLane.computeIfAbsent(call.lane(), lane -> new ArrayList<>()).add(call);
            } else {
                full.add(inFlight);
                noRoom.add(call);
            }
        }
        byLane.forEach(Lane::addAll);
        noRoom.forEach(call -> submit(call, unfinished));
        return await(calls, unfinished);
    }

    private static void submit(Call<?> call, Map<Call<?>, RuntimeException> unfinished) {
        try {
            call.lane().submit(call);
        } catch (RuntimeException e) {
            unfinished.put(call, e);
        }
    }

    private static <R> List<Settled<R>> await(
            List<? extends Call<R>> calls, Map<Call<?>, RuntimeException> unfinished) {
        for (int i = 0; i < calls.size(); i++) {
            Call<R> call = calls.get(i);
            if (unfinished.containsKey(call)) {
                continue;
            }
            try {
                call.lane().await(call);
            } catch (RuntimeException e) {
                unfinished.put(call, e);
                giveUp(calls.subList(i + 1, calls.size()), unfinished);
            }
        }
        List<Settled<R>> settled = new ArrayList<>(calls.size());
        calls.forEach(call -> settled.add(settled(call, unfinished.get(call))));
        return settled;
    }

    /** Gives up the other calls that are late, or all calls if the thread is interrupted. Together this takes less time. */
    private static void giveUp(List<? extends Call<?>> calls, Map<Call<?>, RuntimeException> unfinished) {
        boolean interrupted = Thread.currentThread().isInterrupted();
        long now = System.nanoTime();
        Map<Lane, List<Call<?>>> byLane = new LinkedHashMap<>();
        Map<Object, RuntimeException> noRoom = new HashMap<>(); // by shard
        for (Call<?> call : calls) {
            if (unfinished.containsKey(call)) {
                continue;
            }
            if ((interrupted || call.nanosLeftForRoom() <= 0) && call.leaveRoomQueue()) {
                unfinished.put(call, noRoom.computeIfAbsent(call.shard(), shard -> call.noRoom(interrupted)));
            } else if (interrupted || call.isLate(now)) {
                byLane.computeIfAbsent(call.lane(), lane -> new ArrayList<>()).add(call);
            }
        }
        byLane.forEach((lane, some) -> {
            String why = interrupted ? Lane.INTERRUPTED : some.get(0).notDone();
            unfinished.putAll(lane.leaving().giveUp(some, why));
        });
    }

    private static <R> Settled<R> settled(Call<R> call, @Nullable RuntimeException unfinished) {
        if (unfinished != null) {
            return new Settled<>(null, unfinished);
        }
        try {
            return new Settled<>(call.outcome(), null);
        } catch (RuntimeException e) {
            return new Settled<>(null, e);
        }
    }
}
