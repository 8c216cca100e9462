package io.kvstore;

import io.kvstore.internal.Checks;
import java.time.Duration;
import java.util.Objects;

/** Bounds of the reaper. Immutable: each {@code with} method returns a copy. */
public final class ReaperConfig {

    /** The most rows that one statement may delete. */
    public static final int MAX_BATCH_ROWS = 10_000;

    private final Duration grace;
    private final int batchRows;
    private final Duration pause;
    private final Duration budget;

    private ReaperConfig(Duration grace, int batchRows, Duration pause, Duration budget) {
        Checks.between("reaper.grace", grace, Duration.ZERO, Duration.ofDays(30));
        Checks.between("reaper.batchRows", batchRows, 1, MAX_BATCH_ROWS);
        Checks.between("reaper.pause", pause, Duration.ZERO, Duration.ofMinutes(1));
        Checks.between("reaper.budget", budget, Duration.ofMillis(1), Duration.ofDays(1));
        this.grace = grace;
        this.batchRows = batchRows;
        this.pause = pause;
        this.budget = budget;
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
     * @param grace how long a dead row stays, see {@link #grace()}: 0 to 30 days
     * @return a copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public ReaperConfig withGrace(Duration grace) {
        return new ReaperConfig(grace, batchRows, pause, budget);
    }

    /**
     * With another batch size.
     *
     * @param batchRows rows deleted by one statement: 1 to {@link #MAX_BATCH_ROWS}
     * @return a copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public ReaperConfig withBatchRows(int batchRows) {
        return new ReaperConfig(grace, batchRows, pause, budget);
    }

    /**
     * With another pause.
     *
     * @param pause rest after each batch on a shard: 0 to 1 minute
     * @return a copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public ReaperConfig withPause(Duration pause) {
        return new ReaperConfig(grace, batchRows, pause, budget);
    }

    /**
     * With another budget.
     *
     * @param budget the most time one run takes, see {@link #budget()}: 1 ms to 1 day
     * @return a copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public ReaperConfig withBudget(Duration budget) {
        return new ReaperConfig(grace, batchRows, pause, budget);
    }

    /**
     * How long a row stays after it expired or was deleted. Covers lagging replicas and clocks that differ after a
     * failover. With less than the socket timeout, the version of a key that is written anew while its row is deleted may
     * be lower than it was.
     *
     * @return 0 to 30 days
     */
    public Duration grace() {
        return grace;
    }

    /**
     * Rows deleted by one statement.
     *
     * @return 1 to 10,000
     */
    public int batchRows() {
        return batchRows;
    }

    /**
     * Rest after each batch on a shard.
     *
     * @return 0 to 1 minute
     */
    public Duration pause() {
        return pause;
    }

    /**
     * The most time one run takes, over all shards. A batch under way is finished.
     *
     * @return 1 ms to 1 day
     */
    public Duration budget() {
        return budget;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReaperConfig that
                && grace.equals(that.grace)
                && batchRows == that.batchRows
                && pause.equals(that.pause)
                && budget.equals(that.budget);
    }

    @Override
    public int hashCode() {
        return Objects.hash(grace, batchRows, pause, budget);
    }

    @Override
    public String toString() {
        return "ReaperConfig[grace=" + grace + ", batchRows=" + batchRows + ", pause=" + pause + ", budget=" + budget
                + "]";
    }
}
