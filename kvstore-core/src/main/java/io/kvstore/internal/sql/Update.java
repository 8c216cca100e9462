package io.kvstore.internal.sql;

/**
 * What a write does to a row that is alive, in SQL that every dialect has. {@code :key}, {@code :value} and other names
 * stand for arguments of the write; {@code {clock_ms}} for the time in ms, read when the row is locked; {@code {most}} for
 * the bytes of a value that may be brought back.
 *
 * @param value what becomes of the value; empty if it stays
 * @param expiry what becomes of the expiry
 * @param guard what the row must be besides alive
 * @param returning what is brought back of the row
 */
public record Update(String value, String expiry, String guard, Returning returning) {

    /** The new expiry for a time-to-live {@code :ttl} in ms; null means never. */
    public static final String TTL = "COALESCE({clock_ms} + {ttl}, {never})";

    /** The expiry of a row that was deleted. */
    public static final String DELETED = "-{clock_ms}";

    /** For a write that tells no more than whether it changed the row. */
    public Update(String value, String expiry, String guard) {
        this(value, expiry, guard, Returning.NOTHING);
    }
}
