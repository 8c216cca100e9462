package io.kvstore.examples.bench;

import com.google.common.collect.Iterables;
import io.kvstore.KvConfig;
import io.kvstore.ShardConfig;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The table that ShardingSphere distributes over the servers. It is created with plain JDBC before ShardingSphere
 * starts.
 */
final class ShardingSphereRows implements SharedRows {

    private static final int CHUNK = 100;

    private final KvConfig config;
    private final ShardingSphereSource source;

    ShardingSphereRows(KvConfig config) {
        this.config = config;
        drop();
        onEveryShard(PlainDialect.MYSQL::ddl);
        source = new ShardingSphereSource("shardingsphere-load", config, 1);
    }

    /**
     * A statement that sets a number of rows. The parameters of a row are key, value, and time-to-live in ms or null.
     */
    static String upsert(int rows) {
        return PlainTable.upsert(PlainDialect.MYSQL, ShardingSphereSource.TABLE, rows);
    }

    @Override
    public void load(Map<String, byte[]> entries) {
        try (Connection connection = source.connection()) {
            for (List<Map.Entry<String, byte[]>> chunk : Iterables.partition(entries.entrySet(), CHUNK)) {
                try (PreparedStatement statement = connection.prepareStatement(upsert(chunk.size()))) {
                    int parameter = 1;
                    for (Map.Entry<String, byte[]> entry : chunk) {
                        statement.setString(parameter++, entry.getKey());
                        statement.setBytes(parameter++, entry.getValue());
                        statement.setNull(parameter++, Types.BIGINT);
                    }
                    statement.executeUpdate();
                }
            }
        } catch (SQLException e) {
            throw new BenchException("shardingsphere", e);
        }
    }

    @Override
    public void drop() {
        onEveryShard(table -> "DROP TABLE IF EXISTS " + table);
    }

    private void onEveryShard(UnaryOperator<String> ddl) {
        int number = 0;
        for (ShardConfig shard : config.shards()) {
            String table = ShardingSphereSource.TABLE + "_" + number++;
            try (Connection connection = PlainPool.connect(shard, config.pool());
                    Statement statement = connection.createStatement()) {
                statement.execute(ddl.apply(table));
            } catch (SQLException e) {
                throw new BenchException("shard '" + shard.name() + "'", e);
            }
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
