package io.kvstore.internal.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What a write returns of a row, as its {@link Returning} says. What was not asked for is 0 and null.
 *
 * @param isDone false if the row was left as it was, because its value may not be returned beside others
 * @param number the new version, or the value
 * @param size of the value
 * @param value null unless it was asked for
 */
@SuppressWarnings("ArrayRecordComponent") // on its way out of a statement
public record Changed(boolean isDone, long number, int size, byte @Nullable [] value) {

    /** A row that was changed and of which nothing is returned. */
    public static final Changed ROW = new Changed(true, 0, 0, null);

    /** Reads it from a row, behind its key. */
    public static Changed of(Returning returning, ResultSet row) throws SQLException {
        if (returning != Returning.ENTRY) {
            return ROW.withNumber(row.getLong(2));
        }
        byte[] value = row.getBytes(4);
        return new Changed(value != null, row.getLong(2), row.getInt(3), value);
    }

    /** With another number. */
    public Changed withNumber(long other) {
        return new Changed(isDone, other, size, value);
    }
}
