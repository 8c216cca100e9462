package io.kvstore;

import io.kvstore.internal.Checks;
import java.time.Duration;

/**
 * How concurrent calls share statements, per shard. There is a lane for each kind of statement. While it has few calls,
 * each goes out by itself, several at a time; while it has more, one statement is out, and those that wait share the
 * next. What one statement carries at most is {@link KvConfig#batchRows()} and {@link KvConfig#batchBytes()}. None of
 * the numbers helps beyond {@link PoolConfig#maxConnections()}. Immutable.
 *
 * @param reads statements of reads that may be out at a time: 1 to 64
 * @param writes statements of puts that may be out at a time, and as many of deletes: 1 to 64
 * @param conditionals put-if-absent, compare-and-set, expire and persist that may be out at a time; they share no
 *     statements: 1 to 64
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
     * 4 statements of each kind, 10 s of patience.
     *
     * @return the defaults
     */
    public static LaneConfig defaults() {
        return new LaneConfig(4, 4, 4, Duration.ofSeconds(10));
    }

    /**
     * With other numbers of statements at a time.
     *
     * @param reads statements of reads
     * @param writes statements of puts, and as many of deletes
     * @param conditionals conditional writes
     * @return a copy
     */
    public LaneConfig withStatements(int reads, int writes, int conditionals) {
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
