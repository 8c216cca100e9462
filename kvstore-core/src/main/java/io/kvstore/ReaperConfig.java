package io.kvstore;

import io.kvstore.internal.Checks;
import java.time.Duration;
import java.util.Objects;

/** Limits of the reaper. Immutable: each {@code with} method returns a copy. */
public final class ReaperConfig {

    /** The highest value of {@link #batchRows()}. */
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
     * A grace of 60 s, batches of 500 rows, a pause of 10 ms, a budget of 10 s.
     *
     * @return the defaults
     */
    public static ReaperConfig defaults() {
        return new ReaperConfig(Duration.ofSeconds(60), 500, Duration.ofMillis(10), Duration.ofSeconds(10));
    }

    /**
     * With another grace.
     *
     * @param grace how long a dead row is kept, see {@link #grace()}: 0 to 30 days
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public ReaperConfig withGrace(Duration grace) {
        return new ReaperConfig(grace, batchRows, pause, budget);
    }

    /**
     * With another batch size.
     *
     * @param batchRows rows deleted by one statement: 1 to {@link #MAX_BATCH_ROWS}
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public ReaperConfig withBatchRows(int batchRows) {
        return new ReaperConfig(grace, batchRows, pause, budget);
    }

    /**
     * With another pause.
     *
     * @param pause pause after each batch on a shard: 0 to 1 minute
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public ReaperConfig withPause(Duration pause) {
        return new ReaperConfig(grace, batchRows, pause, budget);
    }

    /**
     * With another budget.
     *
     * @param budget the longest time of one run, see {@link #budget()}: 1 ms to 1 day
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public ReaperConfig withBudget(Duration budget) {
        return new ReaperConfig(grace, batchRows, pause, budget);
    }

    /**
     * How long a row is kept after it expired or was deleted. It should be longer than the lag of replicas, and than the
     * difference of clocks after a failover. If it is shorter than the socket timeout and a key is written again while its
     * row is deleted, the new version may be lower than the old one.
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
     * The pause after each batch on a shard.
     *
     * @return 0 to 1 minute
     */
    public Duration pause() {
        return pause;
    }

    /**
     * The longest time of one run over all shards. A batch that has started is finished.
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
