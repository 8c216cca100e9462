package io.kvstore;

import java.util.Locale;

/** The kind of a statement, as a {@link KvObserver} sees it. */
public enum Operation {
    /** Reads one key's value. */
    GET(true),
    /** Reads one key's value, version and remaining time. */
    GET_ENTRY(true),
    /** Sets one key. */
    PUT(false),
    /** Removes one key. */
    DELETE(false),
    /** Sets one key if it is absent. */
    PUT_IF_ABSENT(false),
    /** Sets one key if its version is the expected one. */
    COMPARE_AND_SET(false),
    /** Removes one key if its version is the expected one. */
    COMPARE_AND_DELETE(false),
    /** Sets or removes the time-to-live of one key. */
    EXPIRE(false),
    /** Reads the time-to-live of one key. */
    TTL(true),
    /** Reads several keys, for one caller or for several that share the statement. */
    GET_ALL(true),
    /** Sets several keys, for one caller or for several that share the statement. */
    PUT_ALL(false),
    /** Finds expired and deleted rows. */
    REAP_FIND(true),
    /** Deletes expired and deleted rows. */
    REAP_DELETE(false),
    /** Checks which rows other transactions have locked. */
    LOCK_PROBE(true),
    /** Reads health or statistics. */
    ADMIN(true);

    private final boolean read;

    Operation(boolean read) {
        this.read = read;
    }

    /**
     * Whether the statement only reads.
     *
     * @return true for reads
     */
    public boolean isRead() {
        return read;
    }

    /** The name as metrics show it: {@code put_if_absent}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
