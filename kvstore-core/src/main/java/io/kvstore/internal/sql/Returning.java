package io.kvstore.internal.sql;

/** What a write brings back of a row that it changed. */
public enum Returning {
    /** Nothing but that it was changed. */
    NOTHING("0"),
    /** The new version. */
    VERSION("version"),
    /** The value, which is a whole number in decimal. */
    NUMBER("{number}"),
    /** The new version and the value. */
    ENTRY("version, LENGTH(v), {value}");

    /** Behind the key, as {@link Changed#of} reads them. */
    final String columns;

    Returning(String columns) {
        this.columns = columns;
    }
}
