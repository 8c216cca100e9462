package io.kvstore;

import java.util.Locale;

/** What a statement does. */
public enum Operation {
    /** Reads one key's value. */
    GET(true),
    /** Reads one key's value, version and time. */
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
    /** Sets or drops the time-to-live of one key. */
    EXPIRE(false),
    /** Reads the time-to-live of one key. */
    TTL(true),
    /** Reads several keys. */
    GET_ALL(true),
    /** Sets several keys. */
    PUT_ALL(false),
    /** Looks for expired rows. */
    REAP_FIND(true),
    /** Deletes expired rows. */
    REAP_DELETE(false),
    /** Looks whether other transactions hold rows. */
    LOCK_PROBE(true),
    /** Asks for health or figures. */
    ADMIN(true);

    private final boolean read;

    Operation(boolean read) {
        this.read = read;
    }

    /**
     * Whether it changes nothing.
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
