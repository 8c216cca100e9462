package io.kvstore.internal.execution;

import com.google.common.base.Throwables;
import io.kvstore.Operation;
import io.kvstore.internal.key.Keys;
import io.kvstore.internal.lane.Call;
import io.kvstore.internal.request.Put;
import io.kvstore.internal.request.Write;
import io.kvstore.internal.sql.Changed;
import io.kvstore.internal.sql.Columns;
import io.kvstore.internal.sql.Found;
import io.kvstore.internal.sql.Returning;
import io.kvstore.internal.sql.Statements;
import io.kvstore.internal.sql.WriteText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Operations on several keys of one shard, for the calls that ask for them, in one round trip each. The caller limits
 * their number and bytes. Thread-safe.
 */
public final class ManyKeys {

    private final Execution execution;
    private final Statements sql;
    private final int maxBytes;

    /**
     * Operations of one shard.
     *
     * @param maxBytes the most bytes of one statement after it is filled up
     */
    public ManyKeys(Execution execution, Statements sql, int maxBytes) {
        this.execution = execution;
        this.sql = sql;
        this.maxBytes = maxBytes;
    }

    /**
     * The rows of these keys that are alive or expired recently, in no order. Their values have at most {@code
     * maxBytes} bytes.
     */
    public List<Found> read(Columns columns, List<byte[]> keys, List<? extends Call<?>> calls) {
        List<byte[]> filled = fill(keys, maxBytes);
        return read(sql.getAll(columns, filled.size(), maxBytes), columns, filled, calls);
    }

    /** The same, but all rows that nobody has locked. */
    public List<Found> readFree(Columns columns, List<byte[]> keys, List<? extends Call<?>> calls) {
        List<byte[]> filled = fill(keys, maxBytes);
        return read(sql.getAllFree(columns, filled.size(), maxBytes), columns, filled, calls);
    }

    /** The keys that are alive in what others have written, committed or not. */
    public Set<byte[]> renewed(List<byte[]> keys, List<? extends Call<?>> calls) {
        List<byte[]> filled = fill(keys, maxBytes);
        String text = sql.getAll(Columns.TTL, filled.size(), maxBytes);
        Set<byte[]> renewed = Keys.newSet();
        execution
                .runShared(Operation.GET_ALL, calls, connection -> {
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

    private List<Found> read(String text, Columns columns, List<byte[]> keys, List<? extends Call<?>> calls) {
        return execution.runShared(Operation.GET_ALL, calls, connection -> rows(connection, text, columns, keys));
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
     * Sets all rows. Copies of the smallest row fill up the statement. Rows are in ascending order of their keys, the
     * order in which all statements take locks.
     */
    public void put(List<Put> rows, List<? extends Call<?>> calls) {
        List<Put> filled = Filled.up(rows, Put::bytes, maxBytes);
        execution.runShared(Operation.PUT_ALL, calls, connection -> {
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
     * Does writes of one kind together, where the dialect can tell them apart, and brings back what they return of the rows
     * that were changed.
     *
     * @param writes of different keys, in ascending order
     * @param most bytes of a value that is brought back
     */
    public Map<byte[], Changed> together(List<? extends Write<?>> writes, List<? extends Call<?>> calls, int most) {
        Write<?> first = writes.get(0);
        WriteText write = first.text(sql);
        String text = write.together(List.copyOf(writes), UUID.randomUUID().getLeastSignificantBits(), most);
        return execution.runShared(first.operation(), calls, connection -> {
            try (Statement statement = connection.createStatement()) {
                return changed(statement, statement.execute(text), write.returning());
            } catch (SQLException e) {
                rollBack(connection, e);
                throw write.returning() == Returning.ENTRY && isTooLarge(e) ? lost(e) : e;
            }
        });
    }

    private static Map<byte[], Changed> changed(Statement statement, boolean first, Returning returning)
            throws SQLException {
        Map<byte[], Changed> rows = new TreeMap<>(Arrays::compareUnsigned);
        boolean hasRows = first;
        while (hasRows || statement.getUpdateCount() >= 0) {
            if (hasRows) {
                try (ResultSet row = statement.getResultSet()) {
                    while (row.next()) {
                        rows.put(row.getBytes(1), Changed.of(returning, row));
                    }
                }
            }
            hasRows = statement.getMoreResults();
        }
        return rows;
    }

    private static boolean isTooLarge(SQLException error) {
        return Throwables.getCausalChain(error).stream()
                .anyMatch(cause -> cause.getClass().getSimpleName().endsWith("PacketTooBigException"));
    }

    /** The text was sent, and the driver did not read the answer: it may have been committed. */
    private static SQLException lost(SQLException error) {
        SQLException lost =
                new SQLException("a value was larger than max_allowed_packet: " + error.getMessage(), "08S01");
        lost.addSuppressed(error);
        return lost;
    }

    /** A timeout of a lock wait ends only its statement, and leaves the transaction open. */
    private void rollBack(Connection connection, SQLException cause) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK AND NO CHAIN NO RELEASE");
        } catch (SQLException e) {
            execution.drop(connection); // this also ends the transaction
            cause.addSuppressed(e);
        }
    }

    /** The keys, with copies of the smallest one to fill up a statement of at most so many bytes. */
    public static List<byte[]> fill(List<byte[]> keys, long maxBytes) {
        return Filled.up(keys, key -> key.length, maxBytes);
    }

    /** Binds the keys; returns the next index. */
    public static int bindKeys(PreparedStatement statement, List<byte[]> keys) throws SQLException {
        int index = 1;
        for (byte[] key : keys) {
            statement.setBytes(index++, key);
        }
        return index;
    }
}
