package io.kvstore.internal.lane;

import java.util.List;

/**
 * What the lanes of one shard have in common.
 *
 * @param inFlight bounds their calls together
 * @param order of asynchronous calls on one key, whichever their lane
 * @param workers lead where no caller can
 * @param completions complete futures
 * @param maxBytes what one statement carries at most, unless one call alone is more
 * @param blocked keys that no statement may carry for now
 */
public record LaneGroup(
        InFlight inFlight,
        KeyOrder order,
        Workers workers,
        Completions completions,
        int maxBytes,
        BlockedKeys blocked) {

    /** For lanes in which no key is ever blocked. */
    LaneGroup(InFlight inFlight, KeyOrder order, Workers workers, Completions completions, int maxBytes) {
        this(inFlight, order, workers, completions, maxBytes, new BlockedKeys());
    }

    /** For lanes that heed other keys. */
    public LaneGroup withBlocked(BlockedKeys others) {
        return new LaneGroup(inFlight, order, workers, completions, maxBytes, others);
    }

    /** Fails the asynchronous calls that have waited too long before they came to their lanes. */
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
