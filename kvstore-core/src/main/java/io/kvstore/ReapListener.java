package io.kvstore;

import java.util.List;

/**
 * Sees expired entries before the reaper deletes them: to archive or to audit. Called on the reaper's thread, a
 * batch at a time. If it throws, that batch is not deleted, the shard's run ends with the error in the report, and
 * the next run shows the rows again: an entry is seen at least once, and more often when something fails or
 * several hosts reap. Keys that were removed by a delete are not shown.
 */
@FunctionalInterface
public interface ReapListener {

    /**
     * These entries are about to go.
     *
     * @param shard the name of their shard
     * @param entries what they hold
     */
    void onReap(String shard, List<ExpiredEntry> entries);
}
