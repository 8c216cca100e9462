package io.kvstore.internal.lane;

import java.util.List;

/**
 * What the lanes of one shard share.
 *
 * @param inFlight limits their calls together
 * @param order keeps asynchronous calls on one key in order, over all lanes
 * @param workers run statements for callers that cannot
 * @param completions complete futures
 * @param maxBytes the most bytes of a shared statement
 * @param blocked keys that no statement may carry now
 */
public record LaneGroup(
        InFlight inFlight,
        KeyOrder order,
        Workers workers,
        Completions completions,
        int maxBytes,
        BlockedKeys blocked) {

    /** A group without blocked keys. */
    LaneGroup(InFlight inFlight, KeyOrder order, Workers workers, Completions completions, int maxBytes) {
        this(inFlight, order, workers, completions, maxBytes, new BlockedKeys());
    }

    /** A copy with other blocked keys. */
    public LaneGroup withBlocked(BlockedKeys others) {
        return new LaneGroup(inFlight, order, workers, completions, maxBytes, others);
    }

    /** Fails asynchronous calls whose deadline passed before they entered a lane. */
    public void sweep() {
        long now = System.nanoTime();
        inFlight.sweep(now).forEach(LaneGroup::complete);
        for (Call<?> late : order.sweep(now)) {
            late.failLate();
            complete(late);
        }
    }

    private static void complete(Call<?> late) {
        late.lane().complete(List.of(late));
    }
}
