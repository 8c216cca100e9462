package io.kvstore;

import java.time.Duration;
import java.util.Optional;

/**
 * What a {@link Reaper} can do on one shard. No call here can delete the row of a live key, in whatever order it is made.
 * Thread-safe.
 */
public interface ReapTarget {

    /**
     * The shard.
     *
     * @return its name in the config
     */
    String shard();

    /**
     * Deletes one batch of rows that have been expired or deleted for longer than {@code grace}. It finds the rows, shows the
     * expired ones to the {@link ReapListener} if there is one, checks each row again, and deletes it by primary key. It
     * skips rows that were written in the meantime and rows that another transaction has locked. The next batch continues
     * behind them.
     *
     * @param maxRows the most rows to delete, 1 to {@link ReaperConfig#MAX_BATCH_ROWS}
     * @param grace how long a row must have been expired or deleted, 0 to {@link Ttl#MAX}
     * @return what was done, and whether another batch is worth it
     * @throws IllegalArgumentException if an argument is out of range
     * @throws KvException if the shard failed; with {@link Outcome#UNKNOWN} the rows may have been deleted
     */
    Batch deleteExpired(int maxRows, Duration grace);

    /**
     * How long ago the oldest dead row expired or was deleted, by the database's clock.
     *
     * @return its age, or empty if there is no such row
     * @throws KvException if the shard failed
     */
    Optional<Duration> oldestExpired();

    /**
     * What one batch did.
     *
     * @param found rows that were dead when the batch was read
     * @param deleted rows that were deleted; fewer than found if another reaper or a writer was faster
     * @param more whether there may be more to delete now
     */
    record Batch(int found, int deleted, boolean more) {}
}
