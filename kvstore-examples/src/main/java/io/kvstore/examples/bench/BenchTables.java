package io.kvstore.examples.bench;

import io.kvstore.KvConfig;
import io.kvstore.ShardConfig;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The tables of the store's namespace on every shard. */
final class BenchTables {

    private static final String TABLE = "kv_";
    private static final String META = "kvstore_meta";

    private BenchTables() {}

    /** Drops all tables of the namespace of a config. Missing tables are ignored. */
    static void drop(KvConfig config) {
        for (ShardConfig shard : config.shards()) {
            try (Connection connection = PlainPool.connect(shard, config.pool());
                    Statement statement = connection.createStatement()) {
                if (exists(connection)) {
                    statement.execute("DELETE FROM " + META + " WHERE namespace = '" + config.namespace() + "'");
                }
                statement.execute("DROP TABLE IF EXISTS " + TABLE + config.namespace());
            } catch (SQLException e) {
                throw new BenchException("shard '" + shard.name() + "'", e);
            }
        }
    }

    private static boolean exists(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM information_schema.tables"
                        + " WHERE table_schema = SCHEMA() AND LOWER(table_name) = '" + META + "'")) {
            return row.next() && row.getInt(1) > 0;
        }
    }
}
