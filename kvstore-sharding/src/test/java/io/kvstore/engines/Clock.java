package io.kvstore.engines;

import io.kvstore.KvConfig;
import io.kvstore.ShardConfig;
import java.time.Duration;

/** Changes the times in the rows of a store, so that tests need not wait. */
public final class Clock {

    private Clock() {}

    /** Has the effect that this much time has passed, for expired rows and for deleted rows. */
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
