package io.kvstore;

import io.kvstore.internal.Checks;
import java.time.Duration;

/**
 * How concurrent calls share statements. Immutable.
 *
 * @param count statements of each kind, gets and puts, that may be out at a time per shard: 1 to 64
 * @param maxCalls calls that one statement carries: 1 (nothing is shared) to 1,024
 * @param patience how long a call waits for others' statements before it gives up: 1 ms to 10 minutes
 */
public record LaneConfig(int count, int maxCalls, Duration patience) {

    /** Refuses what is out of bounds. {@inheritDoc} */
    public LaneConfig {
        Checks.between("lanes.count", count, 1, 64);
        Checks.between("lanes.maxCalls", maxCalls, 1, 1_024);
        Checks.between("lanes.patience", patience, Duration.ofMillis(1), Duration.ofMinutes(10));
    }

    /**
     * 2 lanes of each kind, 64 calls to a statement, 10 s of patience.
     *
     * @return the defaults
     */
    public static LaneConfig defaults() {
        return new LaneConfig(2, 64, Duration.ofSeconds(10));
    }

    /**
     * With another number of lanes.
     *
     * @param count statements of each kind at a time
     * @return a copy
     */
    public LaneConfig withCount(int count) {
        return new LaneConfig(count, maxCalls, patience);
    }

    /**
     * With another bound on a statement.
     *
     * @param maxCalls calls that one statement carries; 1 lets nothing be shared
     * @return a copy
     */
    public LaneConfig withMaxCalls(int maxCalls) {
        return new LaneConfig(count, maxCalls, patience);
    }

    /**
     * With another patience.
     *
     * @param patience how long a call waits for others' statements
     * @return a copy
     */
    public LaneConfig withPatience(Duration patience) {
        return new LaneConfig(count, maxCalls, patience);
    }
}
