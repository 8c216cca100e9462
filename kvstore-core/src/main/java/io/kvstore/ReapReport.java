package io.kvstore;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What one run of the reaper did.
 *
 * @param shards a line per shard, in the order of the config
 * @param took how long the run lasted
 */
public record ReapReport(List<Shard> shards, Duration took) {

    /** Copies the list. {@inheritDoc} */
    public ReapReport {
        shards = List.copyOf(shards);
    }

    /**
     * Rows deleted on all shards.
     *
     * @return their number
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
     * @param finished whether nothing was left to delete; false when the budget ran out or the shard failed
     * @param oldestExpired how long the row has been dead that has been so the longest, after the run: alert when it grows
     * @param error why it stopped early, if it failed
     */
    public record Shard(
            String shard,
            long deleted,
            Duration took,
            boolean finished,
            Optional<Duration> oldestExpired,
            Optional<RuntimeException> error) {}
}
