package io.kvstore.history;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a call returned. Immutable.
 *
 * @param yes for a read: the key was there; for a write: it did something
 * @param value what a read saw
 * @param version what {@code getEntry} saw, or 0
 */
record Reply(boolean yes, @Nullable String value, long version) {

    static final Reply ABSENT = new Reply(false, null, 0);

    /** Of a put, and of a write that returns true. */
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
