package io.kvstore;

/**
 * What a statement does. Two of the same name and kind are equal. Immutable.
 *
 * @param name as metrics show it, in lower case with underscores: {@code put_if_absent}
 * @param isRead whether it changes nothing
 */
public record Operation(String name, boolean isRead) {

    /** Reads several keys. */
    public static final Operation GET_ALL = read("get_all");

    /** Sets several keys. */
    public static final Operation PUT_ALL = write("put_all");

    /** Looks for expired rows. */
    public static final Operation REAP_FIND = read("reap_find");

    /** Deletes expired rows. */
    public static final Operation REAP_DELETE = write("reap_delete");

    /** Looks whether other transactions hold rows. */
    public static final Operation LOCK_PROBE = read("lock_probe");

    /** Asks for health or figures. */
    public static final Operation ADMIN = read("admin");

    /**
     * One that changes nothing.
     *
     * @param name in lower case with underscores
     * @return the operation
     */
    public static Operation read(String name) {
        return new Operation(name, true);
    }

    /**
     * One that may change something.
     *
     * @param name in lower case with underscores
     * @return the operation
     */
    public static Operation write(String name) {
        return new Operation(name, false);
    }

    @Override
    public String toString() {
        return name;
    }
}
