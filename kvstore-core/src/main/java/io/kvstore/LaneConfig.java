package io.kvstore;

import io.kvstore.internal.Checks;
import java.time.Duration;

/**
 * How concurrent calls share statements, per shard. What one statement carries at most is
 * {@link KvConfig#batchRows()} and {@link KvConfig#batchBytes()}. Immutable.
 *
 * @param reads statements of reads that may be out at a time; one more goes out only when enough calls wait to fill it:
 *     1 to 64
 * @param writes lanes for puts, and as many for deletes, each with one statement out; keys are spread over them: 1 to 64
 * @param conditionals the same for put-if-absent, compare-and-set, expire and persist, which share no statements:
 *     1 to 64
 * @param patience how long a call waits for others' statements before it gives up: 1 ms to 10 minutes
 */
public record LaneConfig(int reads, int writes, int conditionals, Duration patience) {

    /** Refuses what is out of bounds. {@inheritDoc} */
    public LaneConfig {
        Checks.between("lanes.reads", reads, 1, 64);
        Checks.between("lanes.writes", writes, 1, 64);
        Checks.between("lanes.conditionals", conditionals, 1, 64);
        Checks.between("lanes.patience", patience, Duration.ofMillis(1), Duration.ofMinutes(10));
    }

    /**
     * 2 statements of reads, 1 lane for puts and for deletes, 4 for conditional writes, 10 s of patience.
     *
     * @return the defaults
     */
    public static LaneConfig defaults() {
        return new LaneConfig(2, 1, 4, Duration.ofSeconds(10));
    }

    /**
     * With other numbers of lanes.
     *
     * @param reads statements of reads at a time
     * @param writes lanes for puts, and as many for deletes
     * @param conditionals lanes for conditional writes
     * @return a copy
     */
    public LaneConfig withLanes(int reads, int writes, int conditionals) {
        return new LaneConfig(reads, writes, conditionals, patience);
    }

    /**
     * With another patience.
     *
     * @param patience how long a call waits for others' statements
     * @return a copy
     */
    public LaneConfig withPatience(Duration patience) {
        return new LaneConfig(reads, writes, conditionals, patience);
    }
}
