package io.kvstore.internal.sql;

/**
 * What a write does to a live row, in SQL that all dialects understand. {@code :key}, {@code :value} and other names
 * stand for arguments of the write. {@code {clock_ms}} stands for the time in ms, read when the row is locked.
 *
 * @param value the assignment of the value; empty if the value stays
 * @param expiry the new expiry
 * @param guard the condition, in addition to "alive"
 */
public record Update(String value, String expiry, String guard) {

    /** The new expiry for a time-to-live {@code :ttl} in ms; null means never. */
    public static final String TTL = "COALESCE({clock_ms} + {ttl}, {never})";

    /** The expiry of a row that was deleted. */
    public static final String DELETED = "-{clock_ms}";
}
