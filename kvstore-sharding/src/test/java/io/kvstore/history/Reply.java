package io.kvstore.history;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The reply to a call. Immutable.
 *
 * @param yes for a read: the key existed; for a write: it was applied
 * @param value the value of a read
 * @param version the version of a {@code getEntry}, or 0
 */
record Reply(boolean yes, @Nullable String value, long version) {

    static final Reply ABSENT = new Reply(false, null, 0);

    /** The reply to a put, and to a write that returns true. */
    static final Reply TRUE = new Reply(true, null, 0);

    static final Reply FALSE = ABSENT;

    static Reply of(boolean yes) {
        return yes ? TRUE : FALSE;
    }

    static Reply value(String value) {
        return new Reply(true, value, 0);
    }

    static Reply entry(String value, long version) {
        return new Reply(true, value, version);
    }

    static Reply value(Optional<String> value) {
        return value.map(Reply::value).orElse(ABSENT);
    }

    @Override
    public String toString() {
        return value == null ? yes ? "done" : "no" : version == 0 ? value : value + " in version " + version;
    }
}
