package io.kvstore.internal.rowlock;

import static io.kvstore.internal.execution.ManyKeys.bindKeys;
import static io.kvstore.internal.execution.ManyKeys.fill;

import io.kvstore.KvServerException;
import io.kvstore.Operation;
import io.kvstore.internal.execution.Execution;
import io.kvstore.internal.key.Keys;
import io.kvstore.internal.sql.Dialect;
import io.kvstore.internal.sql.Fault;
import io.kvstore.internal.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Checks which rows other transactions hold, without waiting for them. Thread-safe. */
public final class RowLocks {

    private final Execution execution;
    private final Dialect dialect;
    private final Statements sql;

    public RowLocks(Execution execution, Dialect dialect, Statements sql) {
        this.execution = execution;
        this.dialect = dialect;
        this.sql = sql;
    }

    /**
     * The result of a check.
     *
     * @param held keys of rows that another transaction holds, also if it inserts or has deleted them
     * @param absent keys without a row. Another transaction may hold the gap in which the row would be inserted, which
     *     cannot be seen
     */
    record Seen(Set<byte[]> held, Set<byte[]> absent) {}

    /** Whether a statement failed because it waited too long for a row. */
    boolean isLockWait(KvServerException error) {
        return error.getCause() instanceof SQLException cause && dialect.fault(cause) == Fault.LOCK_WAIT;
    }

    Seen look(List<byte[]> keys) {
        return execution.runShared(Operation.LOCK_PROBE, List.of(), connection -> {
            Seen seen = new Seen(Keys.newSet(), Keys.newSet());
            Set<byte[]> free = free(connection, keys);
            for (byte[] key : keys) {
                if (!free.contains(key)) {
                    (isHeld(connection, key) ? seen.held : seen.absent).add(key);
                }
            }
            return seen;
        });
    }

    private Set<byte[]> free(Connection connection, List<byte[]> keys) throws SQLException {
        List<byte[]> filled = fill(keys, Long.MAX_VALUE);
        try (PreparedStatement statement = connection.prepareStatement(sql.lockFree(filled.size()))) {
            bindKeys(statement, filled);
            Set<byte[]> free = Keys.newSet();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    free.add(row.getBytes(1));
                }
            }
            return free;
        }
    }

    private boolean isHeld(Connection connection, byte[] key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.lockNow)) {
            statement.setBytes(1, key);
            statement.executeQuery().close();
            return false;
        } catch (SQLException e) {
            if (dialect.fault(e) == Fault.LOCK_WAIT) {
                return true;
            }
            throw e;
        }
    }
}
