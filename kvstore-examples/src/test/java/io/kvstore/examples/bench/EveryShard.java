package io.kvstore.examples.bench;

import io.kvstore.KvConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Runs SQL on all shards of a config, past the contenders. Stateless. */
final class EveryShard {

    private EveryShard() {}

    /** Returns the number of rows changed on all shards. */
    static int update(KvConfig config, String sql) throws SQLException {
        int rows = 0;
        for (var shard : config.shards()) {
            try (Connection connection = PlainPool.connect(shard, config.pool());
                    Statement statement = connection.createStatement()) {
                rows += statement.executeUpdate(sql);
            }
        }
        return rows;
    }
}
