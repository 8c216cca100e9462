package io.kvstore.engines;

import io.kvstore.KvConfig;
import io.kvstore.ShardConfig;
import java.time.Duration;

/** Moves the rows of a store in time, so that nobody has to wait. */
public final class Clock {

    private Clock() {}

    /** As if this much time had passed: for rows that expire, and for rows that were deleted. */
    public static void advance(KvConfig config, Duration time) {
        String table = "kv_" + config.namespace();
        long millis = time.toMillis();
        for (ShardConfig shard : config.shards()) {
            Engine.execute(
                    shard,
                    "UPDATE " + table + " SET expires_at = expires_at - " + millis
                            + " WHERE expires_at > 0 AND expires_at < " + Long.MAX_VALUE);
            Engine.execute(
                    shard, "UPDATE " + table + " SET expires_at = expires_at + " + millis + " WHERE expires_at < 0");
        }
    }
}
