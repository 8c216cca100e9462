package io.kvstore.examples.demo;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.ShardConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Counts rows with plain SQL on each shard, so that the demo does not trust the store. */
final class Rows {

    private Rows() {}

    static List<Long> perShard(KvStore store, KvConfig config) throws SQLException {
        String table = store.admin().locate(Keys.key(0)).table();
        List<Long> rows = new ArrayList<>();
        for (ShardConfig shard : config.shards()) {
            rows.add(count(shard, table));
        }
        return rows;
    }

    static long total(Stage stage) throws SQLException {
        return perShard(stage.store(), stage.config()).stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static long count(ShardConfig shard, String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection(shard.url(), shard.user(), shard.password());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            result.next();
            return result.getLong(1);
        }
    }
}
