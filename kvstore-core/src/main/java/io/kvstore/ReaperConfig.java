package io.kvstore;

import io.kvstore.internal.Checks;
import java.time.Duration;

/**
 * Bounds of the reaper. Immutable.
 *
 * @param grace how long a row stays after it expired or was deleted: 0 to 30 days. Covers lagging replicas and
 *     clocks that differ after a failover. With less than the socket timeout, the version of a key that is written anew
 *     while its row is deleted may be lower than it was
 * @param batchRows rows deleted by one statement: 1 to 10,000
 * @param pause rest after each batch on a shard: 0 to 1 minute
 * @param budget the most time one run takes, over all shards: 1 ms to 1 day. A batch under way is finished
 */
public record ReaperConfig(Duration grace, int batchRows, Duration pause, Duration budget) {

    /** The most rows that one statement may delete. */
    public static final int MAX_BATCH_ROWS = 10_000;

    /** Refuses what is out of bounds. {@inheritDoc} */
    public ReaperConfig {
        Checks.between("reaper.grace", grace, Duration.ZERO, Duration.ofDays(30));
        Checks.between("reaper.batchRows", batchRows, 1, MAX_BATCH_ROWS);
        Checks.between("reaper.pause", pause, Duration.ZERO, Duration.ofMinutes(1));
        Checks.between("reaper.budget", budget, Duration.ofMillis(1), Duration.ofDays(1));
    }

    /**
     * 60 s of grace, batches of 500 rows, 10 ms of pause, 10 s of budget.
     *
     * @return the defaults
     */
    public static ReaperConfig defaults() {
        return new ReaperConfig(Duration.ofSeconds(60), 500, Duration.ofMillis(10), Duration.ofSeconds(10));
    }

    /**
     * With another grace.
     *
     * @param grace how long a dead row stays
     * @return a copy
     */
    public ReaperConfig withGrace(Duration grace) {
        return new ReaperConfig(grace, batchRows, pause, budget);
    }

    /**
     * With another batch size.
     *
     * @param batchRows rows per statement
     * @return a copy
     */
    public ReaperConfig withBatchRows(int batchRows) {
        return new ReaperConfig(grace, batchRows, pause, budget);
    }

    /**
     * With another pause.
     *
     * @param pause rest after a batch
     * @return a copy
     */
    public ReaperConfig withPause(Duration pause) {
        return new ReaperConfig(grace, batchRows, pause, budget);
    }

    /**
     * With another budget.
     *
     * @param budget the most time of a run
     * @return a copy
     */
    public ReaperConfig withBudget(Duration budget) {
        return new ReaperConfig(grace, batchRows, pause, budget);
    }
}
