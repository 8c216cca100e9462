package io.kvstore.internal.engine;

import io.kvstore.ShardConfig;
import io.kvstore.internal.engine.h2.H2Dialect;
import io.kvstore.internal.engine.mysql.MySqlDialect;
import io.kvstore.internal.sql.Dialect;

/** The kinds of database. */
public final class Dialects {

    private Dialects() {}

    /** The one that the URL of a shard names. */
    public static Dialect of(ShardConfig shard) {
        return shard.url().startsWith("jdbc:h2:") ? new H2Dialect() : new MySqlDialect();
    }
}
