package io.kvstore.examples.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.kvstore.examples.bench.ConditionalWrites.CompareAndSet;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The conditional writes of the raw baseline on one shard. Thread-safe. */
final class RawConditionalWrites {

    private final ConditionalSql sql;
    private final HikariDataSource pool;

    RawConditionalWrites(PlainDialect dialect, HikariDataSource pool) {
        sql = ConditionalSql.positional(dialect);
        this.pool = pool;
    }

    boolean expire(byte[] key, long ttlMillis) {
        try (Connection connection = pool.getConnection()) {
            return expire(connection, key, ttlMillis);
        } catch (SQLException e) {
            throw new BenchException("raw expire", e);
        }
    }

    private boolean expire(Connection connection, byte[] key, long ttlMillis) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.expire())) {
            statement.setLong(1, ttlMillis);
            statement.setBytes(2, key);
            return statement.executeUpdate() > 0;
        }
    }

    /** Runs both statements on one connection, each in its own transaction. */
    Optional<byte[]> getAndExpire(byte[] key, long ttlMillis) {
        try (Connection connection = pool.getConnection()) {
            return expire(connection, key, ttlMillis) ? find(connection, key) : Optional.empty();
        } catch (SQLException e) {
            throw new BenchException("raw getAndExpire", e);
        }
    }

    private Optional<byte[]> find(Connection connection, byte[] key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.find())) {
            statement.setBytes(1, key);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
        }
    }

    boolean delete(byte[] key) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql.delete())) {
            statement.setBytes(1, key);
            return statement.executeUpdate() > 0;
        } catch (SQLException e) {
            throw new BenchException("raw delete", e);
        }
    }

    boolean putIfAbsent(byte[] key, byte[] value) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql.putIfAbsent())) {
            statement.setBytes(1, key);
            statement.setBytes(2, value);
            return statement.executeUpdate() > 0;
        } catch (SQLException e) {
            throw new BenchException("raw putIfAbsent", e);
        }
    }

    /** Runs both statements on one connection, each in its own transaction. */
    CompareAndSet compareAndSet(byte[] key, byte[] value) {
        try (Connection connection = pool.getConnection();
                PreparedStatement find = connection.prepareStatement(sql.find())) {
            find.setBytes(1, key);
            try (ResultSet row = find.executeQuery()) {
                return row.next()
                        ? new CompareAndSet(Optional.of(row.getBytes(1)), set(connection, key, row.getLong(2), value))
                        : new CompareAndSet(Optional.empty(), false);
            }
        } catch (SQLException e) {
            throw new BenchException("raw compareAndSet", e);
        }
    }

    private boolean set(Connection connection, byte[] key, long version, byte[] value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.compareAndSet())) {
            statement.setBytes(1, value);
            statement.setBytes(2, key);
            statement.setLong(3, version);
            return statement.executeUpdate() > 0;
        }
    }
}
