package io.kvstore.internal.sql;

import io.kvstore.Ttl;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** The columns of a row that a read returns. */
public enum Columns {
    /** The value. */
    VALUE("CASE WHEN {alive} THEN v END", "CASE WHEN {alive} THEN LENGTH(v) END, {v}"),
    /** The remaining time, in ms; null if the key never expires. */
    TTL(Statements.LEFT, Statements.LEFT),
    /** The value, the version, and the remaining time. */
    ENTRY(VALUE.alone + ", version, " + Statements.LEFT, VALUE.shared + ", version, " + Statements.LEFT);

    /** The select list of a read of one row. */
    final String alone;

    /**
     * The select list of a shared read, after the key. The length of a value comes before the value. The value is null
     * if it is larger than its share.
     */
    private final String shared;

    Columns(String alone, String shared) {
        this.alone = alone;
        this.shared = shared;
    }

    /** The select list of a shared read in which each value may have so many bytes. */
    String shared(int share) {
        return shared.replace("{v}", "CASE WHEN {alive} AND LENGTH(v) <= " + share + " THEN v END");
    }

    /** Reads them from the only row. */
    public Found alone(byte[] key, ResultSet row) throws SQLException {
        if (this == TTL) {
            return ttl(key, row, 1);
        }
        byte[] value = row.getBytes(1);
        if (value == null) {
            return Found.expired(key);
        }
        return this == VALUE
                ? new Found(key, true, value.length, value, 0, Ttl.never())
                : new Found(key, true, value.length, value, row.getLong(2), left(row, 3));
    }

    /** Reads them from a row in which the key comes first. */
    public Found shared(ResultSet row) throws SQLException {
        byte[] key = row.getBytes(1);
        if (this == TTL) {
            return ttl(key, row, 2);
        }
        int size = row.getInt(2);
        if (row.wasNull()) {
            return Found.expired(key);
        }
        return this == VALUE
                ? new Found(key, true, size, row.getBytes(3), 0, Ttl.never())
                : new Found(key, true, size, row.getBytes(3), row.getLong(4), left(row, 5));
    }

    private static Found ttl(byte[] key, ResultSet row, int column) throws SQLException {
        boolean alive = row.getLong(column) > 0 || row.wasNull();
        return alive ? new Found(key, true, 0, null, 0, left(row, column)) : Found.expired(key);
    }

    private static Ttl left(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Ttl.never() : Ttl.of(Duration.ofMillis(millis));
    }
}
