package io.kvstore.internal.shard;

import com.google.common.collect.Lists;
import io.kvstore.Operation;
import io.kvstore.internal.key.Keys;
import io.kvstore.internal.request.Conditional;
import io.kvstore.internal.request.Put;
import io.kvstore.internal.sql.Columns;
import io.kvstore.internal.sql.Found;
import io.kvstore.internal.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The operations on several keys of one shard, for several callers, each in one round trip. Who calls bounds their number
 * and bytes. Thread-safe.
 */
final class ManyKeys {

    private final Execution execution;
    private final Statements sql;
    private final int maxBytes;

    /**
     * Operations of one shard.
     *
     * @param maxBytes what one statement carries at most, once it is filled up
     */
    ManyKeys(Execution execution, Statements sql, int maxBytes) {
        this.execution = execution;
        this.sql = sql;
        this.maxBytes = maxBytes;
    }

    /**
     * The rows of those keys that are alive or have expired recently, in no order. Their values are no more than a
     * statement carries.
     */
    List<Found> read(Columns columns, List<byte[]> keys) {
        List<byte[]> filled = fill(keys, maxBytes);
        return read(sql.getAll(columns, filled.size(), maxBytes), columns, filled);
    }

    /** The same, of all rows that nobody holds. */
    List<Found> readFree(Columns columns, List<byte[]> keys) {
        List<byte[]> filled = fill(keys, maxBytes);
        return read(sql.getAllFree(columns, filled.size(), maxBytes), columns, filled);
    }

    /** Those of the keys that are alive in what others have written, committed or not. */
    Set<byte[]> renewed(List<byte[]> keys) {
        List<byte[]> filled = fill(keys, maxBytes);
        String text = sql.getAll(Columns.TTL, filled.size(), maxBytes);
        Set<byte[]> renewed = Keys.newSet();
        execution
                .runShared(Operation.GET_ALL, connection -> {
                    connection.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
                    try {
                        return rows(connection, text, Columns.TTL, filled);
                    } finally {
                        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                    }
                })
                .stream()
                .filter(Found::alive)
                .map(Found::key)
                .forEach(renewed::add);
        return renewed;
    }

    private List<Found> read(String text, Columns columns, List<byte[]> keys) {
        return execution.runShared(Operation.GET_ALL, connection -> rows(connection, text, columns, keys));
    }

    private static List<Found> rows(Connection connection, String text, Columns columns, List<byte[]> keys)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            bindKeys(statement, keys);
            List<Found> rows = new ArrayList<>(keys.size());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(columns.shared(row));
                }
            }
            return rows;
        }
    }

    /**
     * Sets all rows, the smallest one as often as it takes to fill the statement. They are in ascending order of their
     * keys, the one order in which locks are taken.
     */
    void put(List<Put> rows) {
        List<Put> filled = Filled.up(rows, Put::bytes, maxBytes);
        execution.writeShared(Operation.PUT_ALL, Lists.transform(rows, Put::key), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql.putAll(filled.size()))) {
                int index = 1;
                for (Put row : filled) {
                    index = sql.put.bind(statement, index, row);
                }
                return statement.executeUpdate();
            }
        });
    }

    /**
     * Does writes of one kind together, and brings back the keys of the rows that were changed, where the dialect can tell.
     *
     * @param writes of different keys, in ascending order
     */
    Set<byte[]> together(List<Conditional> writes) {
        Conditional first = writes.get(0);
        long mark = UUID.randomUUID().getLeastSignificantBits();
        String text = sql.together(first.text(sql), List.copyOf(writes), mark);
        return execution.writeShared(first.operation(), Lists.transform(writes, Conditional::key), connection -> {
            try (Statement statement = connection.createStatement()) {
                return changed(statement, statement.execute(text));
            } catch (SQLException e) {
                rollBack(connection, e);
                throw e;
            }
        });
    }

    private static Set<byte[]> changed(Statement statement, boolean first) throws SQLException {
        Set<byte[]> keys = Keys.newSet();
        boolean hasRows = first;
        while (hasRows || statement.getUpdateCount() >= 0) {
            if (hasRows) {
                try (ResultSet row = statement.getResultSet()) {
                    while (row.next()) {
                        keys.add(row.getBytes(1));
                    }
                }
            }
            hasRows = statement.getMoreResults();
        }
        return keys;
    }

    /** A lock wait that times out ends its statement alone, and leaves the transaction open. */
    private void rollBack(Connection connection, SQLException cause) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK AND NO CHAIN NO RELEASE");
        } catch (SQLException e) {
            execution.drop(connection); // and the transaction with it, if it is still there
            cause.addSuppressed(e);
        }
    }

    /** The keys, the smallest one as often as it takes to fill a statement of at most so many bytes. */
    static List<byte[]> fill(List<byte[]> keys, long maxBytes) {
        return Filled.up(keys, key -> key.length, maxBytes);
    }

    /** Binds the keys; returns the next index. */
    static int bindKeys(PreparedStatement statement, List<byte[]> keys) throws SQLException {
        int index = 1;
        for (byte[] key : keys) {
            statement.setBytes(index++, key);
        }
        return index;
    }
}
