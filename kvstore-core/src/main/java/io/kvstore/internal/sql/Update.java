package io.kvstore.internal.sql;

/**
 * What a write does to a row that is alive, in SQL that every dialect has. {@code :key}, {@code :value} and other names
 * stand for arguments of the write; {@code {clock_ms}} for the time in ms, read when the row is locked.
 *
 * @param value what becomes of the value; empty if it stays
 * @param expiry what becomes of the expiry
 * @param guard what the row must be besides alive
 */
public record Update(String value, String expiry, String guard) {

    /** The expiry of a time-to-live {@code :ttl} in ms, null for ever. */
    public static final String TTL = "COALESCE({clock_ms} + {ttl}, {never})";

    /** The expiry of a row that was deleted. */
    public static final String DELETED = "-{clock_ms}";
}
