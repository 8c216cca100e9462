package io.kvstore.internal.lane;

import java.time.Duration;

/**
 * What the lanes of one shard have in common.
 *
 * @param inFlight bounds their calls together
 * @param order of asynchronous calls on one key, whichever their lane
 * @param workers lead where no caller can
 * @param completions complete futures
 * @param patience how long a call waits before it gives up
 * @param maxBytes what one statement carries at most, unless one call alone is more
 */
public record LaneGroup(
        InFlight inFlight, KeyOrder order, Workers workers, Completions completions, Duration patience, int maxBytes) {}
