package io.kvstore.internal.expired;

import io.kvstore.Operation;
import io.kvstore.internal.execution.Execution;
import io.kvstore.internal.sql.Indexes;
import io.kvstore.internal.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds dead rows in the order of the index on the expiry. It also works if that index is missing. Thread-safe. */
final class ExpiredIndex {

    private static final Logger LOG = LoggerFactory.getLogger(ExpiredIndex.class);

    /** The error code for an index hint whose index is missing or hidden. */
    private static final int NO_SUCH_INDEX = 1176;

    private final String shard;
    private final Execution execution;
    private final Statements sql;
    private volatile boolean hinted = true;

    ExpiredIndex(String shard, Execution execution, Statements sql) {
        this.shard = shard;
        this.execution = execution;
        this.sql = sql;
    }

    /**
     * A row that was dead when it was read.
     *
     * @param size length of its value, if asked for
     */
    @SuppressWarnings("ArrayRecordComponent") // a row on its way into a statement
    record Found(byte[] key, long expiresAt, long size) {

        /** Before all others. */
        static final Found LOWEST = new Found(new byte[0], Long.MIN_VALUE, 0);
    }

    /** The first rows after another row that have been dead for longer than a grace in ms. */
    List<Found> find(Found behind, boolean size, int maxRows, long grace) {
        return execution.run(Operation.REAP_FIND, connection -> {
            if (hinted) {
                try {
                    return find(connection, sql.findExpired(size, true), behind, maxRows, grace);
                } catch (SQLException e) {
                    if (e.getErrorCode() != NO_SUCH_INDEX) {
                        throw e;
                    }
                    hinted = false;
                    LOG.warn("shard '{}': {}", shard, Indexes.missing(sql.table()));
                }
            }
            return find(connection, sql.findExpired(size, false), behind, maxRows, grace);
        });
    }

    private static List<Found> find(Connection connection, String text, Found behind, int maxRows, long grace)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            statement.setLong(1, behind.expiresAt());
            statement.setLong(2, behind.expiresAt());
            statement.setBytes(3, behind.key());
            statement.setLong(4, grace);
            statement.setLong(5, grace);
            statement.setInt(6, maxRows);
            List<Found> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new Found(row.getBytes(1), row.getLong(2), row.getLong(3)));
                }
            }
            return found;
        }
    }
}
