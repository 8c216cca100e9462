package io.kvstore;

import java.util.List;

/**
 * Sees expired entries before the reaper deletes them, for example to archive them. It is called on the reaper's thread, once
 * per batch. If it throws, the batch is not deleted, the run on that shard ends with the error in the report, and the next
 * run shows the entries again. So each entry is seen at least once, and more often if something fails or several hosts reap.
 * Keys that were removed by a delete are not shown. Implementations must be thread-safe if several threads reap.
 */
@FunctionalInterface
public interface ReapListener {

    /**
     * Is called before these entries are deleted.
     *
     * @param shard the name of their shard
     * @param entries keys, values, versions and times of expiry
     */
    void onReap(String shard, List<ExpiredEntry> entries);
}
