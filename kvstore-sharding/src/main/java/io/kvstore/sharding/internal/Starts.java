package io.kvstore.sharding.internal;

import io.kvstore.KvOverloadedException;
import io.kvstore.KvUnavailableException;
import io.kvstore.internal.lane.Call;
import io.kvstore.internal.lane.Calls.Settled;
import io.kvstore.internal.lane.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When the deadlines of a batch's calls start. A deadline that covers everything starts once, with the batch. Otherwise each
 * portion has its own deadlines. The exception is a shard on which a call of an earlier portion failed: so a shard that hangs
 * costs a batch one deadline, not one per portion. Not thread-safe.
 */
final class Starts {

    private final boolean once;
    private final Map<Object, Long> failing = new HashMap<>();
    private long portion = System.nanoTime();

    /** Now, for a batch on these terms. */
    Starts(Context context) {
        once = context.coversAll();
    }

    long of(Call<?> call) {
        return failing.getOrDefault(call.shard(), portion);
    }

    /** A portion is over. */
    <R> void after(List<Call<R>> calls, List<Settled<R>> settled) {
        if (once) {
            return;
        }
        for (int i = 0; i < calls.size(); i++) {
            RuntimeException error = settled.get(i).error();
            if (error instanceof KvOverloadedException || error instanceof KvUnavailableException) {
                failing.putIfAbsent(calls.get(i).shard(), portion);
            }
        }
        portion = System.nanoTime();
    }
}
