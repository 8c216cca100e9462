package io.kvstore.internal.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What a write brings back of a row that it changed, as its {@link Returning} says. What was not asked for is 0 and null.
 *
 * @param number the new version, or the value
 * @param size of the value
 * @param value null also if it is too large to be brought back: then the row was left as it was
 */
@SuppressWarnings("ArrayRecordComponent") // on its way out of a statement
public record Changed(long number, int size, byte @Nullable [] value) {

    /** Of a row of which nothing is to be told. */
    public static final Changed ROW = new Changed(0, 0, null);

    /** Takes it out of a row, behind its key. */
    public static Changed of(Returning returning, ResultSet row) throws SQLException {
        return returning == Returning.ENTRY
                ? new Changed(row.getLong(2), row.getInt(3), row.getBytes(4))
                : new Changed(row.getLong(2), 0, null);
    }

    /** Whether it was left as it was for the size of its value. */
    public boolean isTooLarge() {
        return size > 0 && value == null;
    }

    /** With another number. */
    public Changed withNumber(long other) {
        return new Changed(other, size, value);
    }
}
