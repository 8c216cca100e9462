package io.kvstore.examples.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;

/**
 * The statements of raw, sent through ShardingSphere. Keys are strings, because it cannot shard by bytes. Thread-safe.
 */
final class ShardingSphereContender implements Contender {

    private final String name;
    private final ShardingSphereRows rows;
    private final ShardingSphereSource source;
    private final String get;
    private final String put;

    ShardingSphereContender(String name, ShardingSphereRows rows, ShardingSphereSource source) {
        this.name = name;
        this.rows = rows;
        this.source = source;
        get = PlainDialect.MYSQL.fill(
                "SELECT v FROM " + ShardingSphereSource.TABLE + " WHERE k = ? AND expires_at > {ms}");
        put = ShardingSphereRows.upsert(1);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Rows rows() {
        return rows;
    }

    @Override
    public Optional<byte[]> get(String key) {
        try (Connection connection = source.connection();
                PreparedStatement statement = connection.prepareStatement(get)) {
            statement.setString(1, key);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new BenchException(name + " get", e);
        }
    }

    @Override
    public void put(String key, byte[] value) {
        try (Connection connection = source.connection();
                PreparedStatement statement = connection.prepareStatement(put)) {
            statement.setString(1, key);
            statement.setBytes(2, value);
            statement.setNull(3, Types.BIGINT);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new BenchException(name + " put", e);
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
