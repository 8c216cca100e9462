package io.kvstore;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What one run of the reaper did.
 *
 * @param shards one result per shard, in the order of the config
 * @param took how long the run lasted
 */
public record ReapReport(List<Shard> shards, Duration took) {

    /** Copies the list. {@inheritDoc} */
    public ReapReport {
        shards = List.copyOf(shards);
    }

    /**
     * The number of rows that were deleted on all shards.
     *
     * @return 0 or more
     */
    public long deleted() {
        return shards.stream().mapToLong(Shard::deleted).sum();
    }

    /**
     * What one run did on one shard.
     *
     * @param shard its name
     * @param deleted rows deleted
     * @param took time spent on this shard
     * @param finished true if nothing was left to delete; false if the budget ran out or the shard failed
     * @param oldestExpired how long the oldest dead row has been expired or deleted, after the run; alert when it grows
     * @param error why the shard failed; empty if it did not
     */
    public record Shard(
            String shard,
            long deleted,
            Duration took,
            boolean finished,
            Optional<Duration> oldestExpired,
            Optional<RuntimeException> error) {}
}
