package io.kvstore.examples.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.sql.Statement.RETURN_GENERATED_KEYS;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The increments of the raw baseline on one shard. Thread-safe. */
final class RawCounters {

    private final ConditionalSql sql;
    private final boolean lastInsertId;
    private final HikariDataSource pool;

    RawCounters(PlainDialect dialect, HikariDataSource pool) {
        sql = ConditionalSql.positional(dialect);
        lastInsertId = dialect.hasLastInsertId();
        this.pool = pool;
    }

    long increment(byte[] key) {
        try (Connection connection = pool.getConnection()) {
            return lastInsertId ? inOneStatement(connection, key) : inTransaction(connection, key);
        } catch (SQLException e) {
            throw new BenchException("raw increment", e);
        }
    }

    private long inOneStatement(Connection connection, byte[] key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.increment(), RETURN_GENERATED_KEYS)) {
            statement.setBytes(1, key);
            statement.executeUpdate();
            try (ResultSet id = statement.getGeneratedKeys()) {
                id.next();
                return id.getLong(1);
            }
        }
    }

    private long inTransaction(Connection connection, byte[] key) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement increment = connection.prepareStatement(sql.increment());
                PreparedStatement find = connection.prepareStatement(sql.find())) {
            increment.setBytes(1, key);
            increment.executeUpdate();
            find.setBytes(1, key);
            try (ResultSet row = find.executeQuery()) {
                row.next();
                long sum = Long.parseLong(new String(row.getBytes(1), US_ASCII));
                connection.commit();
                return sum;
            }
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
