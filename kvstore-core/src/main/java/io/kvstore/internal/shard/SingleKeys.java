package io.kvstore.internal.shard;

import io.kvstore.Entry;
import io.kvstore.Operation;
import io.kvstore.Ttl;
import io.kvstore.internal.sql.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operations on one key, each one statement in one round trip, on plain JDBC: these are the hot ones. Keys are
 * stored keys; a time-to-live is in ms, null for never. Thread-safe.
 */
final class SingleKeys {

    private final Execution execution;
    private final Statements sql;

    SingleKeys(Execution execution, Statements sql) {
        this.execution = execution;
        this.sql = sql;
    }

    /**
     * What was found of a row.
     *
     * @param isThere whether there is a row that is alive, or expired recently
     * @param value what it holds, null if it has expired
     */
    record Row<T>(boolean isThere, @Nullable T value) {}

    Row<byte[]> get(byte[] key) {
        return read(Operation.GET, sql.get, key, row -> row.getBytes(1));
    }

    Row<Entry<byte[]>> getEntry(byte[] key) {
        return read(Operation.GET_ENTRY, sql.getEntry, key, row -> {
            byte[] value = row.getBytes(1);
            return value == null ? null : new Entry<>(value, row.getLong(2), ttl(row, 3));
        });
    }

    Row<Ttl> ttl(byte[] key) {
        return read(Operation.TTL, sql.ttl, key, row -> isAlive(row, 1) ? ttl(row, 1) : null);
    }

    void put(byte[] key, byte[] value, @Nullable Long ttl) {
        write(Operation.PUT, sql.put, key, statement -> bindUpsert(statement, key, value, ttl));
    }

    boolean delete(byte[] key) {
        return write(Operation.DELETE, sql.delete, key, statement -> statement.setBytes(1, key));
    }

    boolean putIfAbsent(byte[] key, byte[] value, @Nullable Long ttl) {
        return write(
                Operation.PUT_IF_ABSENT, sql.putIfAbsent, key, statement -> bindUpsert(statement, key, value, ttl));
    }

    boolean compareAndSet(byte[] key, long expectedVersion, byte[] value, @Nullable Long ttl) {
        return write(Operation.COMPARE_AND_SET, sql.compareAndSet, key, statement -> {
            statement.setBytes(1, value);
            setTtl(statement, 2, ttl);
            statement.setBytes(3, key);
            statement.setLong(4, expectedVersion);
        });
    }

    boolean expire(byte[] key, @Nullable Long ttl) {
        return write(Operation.EXPIRE, sql.expire, key, statement -> {
            setTtl(statement, 1, ttl);
            statement.setBytes(2, key);
        });
    }

    private static void bindUpsert(PreparedStatement statement, byte[] key, byte[] value, @Nullable Long ttl)
            throws SQLException {
        statement.setBytes(1, key);
        statement.setBytes(2, value);
        setTtl(statement, 3, ttl);
    }

    @FunctionalInterface
    private interface Binder {
        void bind(PreparedStatement statement) throws SQLException;
    }

    @FunctionalInterface
    private interface RowReader<T> {
        @Nullable
        T read(ResultSet row) throws SQLException;
    }

    private <T> Row<T> read(Operation operation, String text, byte[] key, RowReader<T> reader) {
        return execution.run(operation, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(text)) {
                statement.setBytes(1, key);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? new Row<>(true, reader.read(row)) : new Row<>(false, null);
                }
            }
        });
    }

    /** Whether a row was changed: every write changes the row that its guard matches. */
    private boolean write(Operation operation, String text, byte[] key, Binder binder) {
        return execution.write(operation, List.of(key), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(text)) {
                binder.bind(statement);
                return statement.executeUpdate() > 0;
            }
        });
    }

    static void setTtl(PreparedStatement statement, int index, @Nullable Long ttl) throws SQLException {
        if (ttl == null) {
            statement.setNull(index, Types.BIGINT);
        } else {
            statement.setLong(index, ttl);
        }
    }

    /** Whether anything is left of the time-to-live that is in a column. */
    static boolean isAlive(ResultSet row, int column) throws SQLException {
        return row.getLong(column) > 0 || row.wasNull();
    }

    static Ttl ttl(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Ttl.never() : Ttl.of(Duration.ofMillis(millis));
    }
}
