package io.kvstore.internal.sql;

import io.kvstore.Ttl;
import org.jspecify.annotations.Nullable;

/**
 * A row as a read saw it. Columns that were not selected are null, 0 and never.
 *
 * @param alive whether it has not expired; if false, the other columns mean nothing
 * @param size length of the value
 * @param value null also if it is too large to share a statement
 */
@SuppressWarnings("ArrayRecordComponent") // on its way out of a statement
public record Found(byte[] key, boolean alive, int size, byte @Nullable [] value, long version, Ttl ttl) {

    static Found expired(byte[] key) {
        return new Found(key, false, 0, null, 0, Ttl.never());
    }

    /** Its size, in bytes. */
    public int bytes() {
        return value == null ? 0 : value.length;
    }

    /** A copy with its own array for the value. */
    public Found copy() {
        return new Found(key, alive, size, value == null ? null : value.clone(), version, ttl);
    }
}
