package io.kvstore;

import java.time.Duration;
import java.util.Optional;

/**
 * What a {@link Reaper} can do to one shard. Whatever order and rhythm a reaper chooses, no call here can delete a
 * row that is alive. Thread-safe.
 */
public interface ReapTarget {

    /**
     * Which shard.
     *
     * @return its name in the config
     */
    String shard();

    /**
     * Finds a batch of rows that have been expired or deleted for longer than a grace, shows the expired ones to
     * the {@link ReapListener}, if there is one, and deletes all by primary key, checking each again. Rows that were
     * written since they were shown stay, and so do rows that somebody has locked: the next batch goes on behind them.
     *
     * @param maxRows the most rows to delete, 1 to {@link ReaperConfig#MAX_BATCH_ROWS}
     * @param grace how long a row must have been expired, 0 to {@link Ttl#MAX}
     * @return what was found, and whether it is worth asking for another batch
     * @throws IllegalArgumentException if an argument is out of bounds
     * @throws KvException if the shard failed
     */
    Batch deleteExpired(int maxRows, Duration grace);

    /**
     * How long ago the row expired or was deleted that has been so the longest.
     *
     * @return its age by the database's clock, or empty if there is no such row
     * @throws KvException if the shard failed
     */
    Optional<Duration> oldestExpired();

    /**
     * What one batch did.
     *
     * @param found rows that were expired when the batch was read
     * @param deleted rows deleted; fewer where another reaper or a writer was faster
     * @param more whether there may be more to delete now
     */
    record Batch(int found, int deleted, boolean more) {}
}
