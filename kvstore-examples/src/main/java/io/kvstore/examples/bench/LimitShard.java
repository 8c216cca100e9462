package io.kvstore.examples.bench;

import static java.util.Collections.nCopies;

import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import io.kvstore.examples.bench.PlainTable.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A connection to one shard, with two prepared statements of many keys. Not thread-safe. */
final class LimitShard implements AutoCloseable {

    private final Connection connection;
    private final PreparedStatement get;
    private final PreparedStatement put;

    LimitShard(ShardConfig shard, PoolConfig config, int keys) throws SQLException {
        PlainDialect dialect = PlainDialect.of(shard);
        connection = PlainPool.connect(shard, config);
        get = connection.prepareStatement(dialect.fill("SELECT v FROM " + PlainTable.NAME + " WHERE k IN ("
                + String.join(", ", nCopies(keys, "?")) + ") AND expires_at > {ms}"));
        put = connection.prepareStatement(PlainTable.upsert(dialect, keys));
    }

    List<byte[]> get(List<byte[]> keys) throws SQLException {
        for (int i = 0; i < keys.size(); i++) {
            get.setBytes(i + 1, keys.get(i));
        }
        List<byte[]> values = new ArrayList<>(keys.size());
        try (ResultSet rows = get.executeQuery()) {
            while (rows.next()) {
                values.add(rows.getBytes(1));
            }
        }
        return values;
    }

    void put(List<Row> rows) throws SQLException {
        Row.bind(put, rows);
        put.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
