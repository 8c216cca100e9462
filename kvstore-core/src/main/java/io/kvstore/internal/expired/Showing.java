package io.kvstore.internal.expired;

import static io.kvstore.internal.execution.ManyKeys.bindKeys;
import static io.kvstore.internal.execution.ManyKeys.fill;

import io.kvstore.ExpiredEntry;
import io.kvstore.Operation;
import io.kvstore.ReapListener;
import io.kvstore.internal.execution.Execution;
import io.kvstore.internal.key.Keys;
import io.kvstore.internal.sql.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Shows dead rows to a listener, and deletes only rows that were not written since. Thread-safe. */
final class Showing {

    private final String shard;
    private final Execution execution;
    private final Statements sql;
    private final int maxBytes;
    private final ReapListener listener;

    Showing(String shard, Execution execution, Statements sql, int maxBytes, ReapListener listener) {
        this.shard = shard;
        this.execution = execution;
        this.sql = sql;
        this.maxBytes = maxBytes;
        this.listener = listener;
    }

    @SuppressWarnings("ArrayRecordComponent") // a row on its way to a listener
    private record Row(byte[] key, byte[] value, long version, long expiresAt) {

        /** A deleted row has no value to show. */
        boolean isExpired() {
            return expiresAt > 0;
        }

        ExpiredEntry entry() {
            return new ExpiredEntry(Keys.decode(key), value, version, Instant.ofEpochMilli(expiresAt));
        }
    }

    /**
     * Shows and deletes the rows of these keys, which are in ascending order. Returns how many were deleted. The grace
     * is in ms.
     */
    int thenDelete(List<byte[]> keys, long grace) {
        List<Row> rows = read(keys, grace);
        List<ExpiredEntry> entries =
                rows.stream().filter(Row::isExpired).map(Row::entry).toList();
        if (!entries.isEmpty()) {
            listener.onReap(shard, entries);
        }
        return rows.isEmpty() ? 0 : delete(rows, grace);
    }

    private List<Row> read(List<byte[]> some, long grace) {
        List<byte[]> keys = fill(some, maxBytes);
        return execution.run(Operation.REAP_FIND, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql.readExpired(keys.size()))) {
                int next = bindKeys(statement, keys);
                statement.setLong(next, grace);
                statement.setLong(next + 1, grace);
                List<Row> rows = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        rows.add(new Row(row.getBytes(1), row.getBytes(2), row.getLong(3), row.getLong(4)));
                    }
                }
                rows.sort(Keys.order(Row::key));
                return rows;
            }
        });
    }

    private int delete(List<Row> rows, long grace) {
        List<byte[]> keys = rows.stream().map(Row::key).toList();
        return execution.run(Operation.REAP_DELETE, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql.deleteSeen(keys.size()))) {
                int next = bindKeys(statement, keys);
                statement.setLong(next++, grace);
                statement.setLong(next++, grace);
                for (Row row : rows) {
                    statement.setBytes(next++, row.key());
                    statement.setLong(next++, row.version());
                }
                return statement.executeUpdate();
            }
        });
    }
}
