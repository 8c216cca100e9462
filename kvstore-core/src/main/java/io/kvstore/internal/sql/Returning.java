package io.kvstore.internal.sql;

/** What a write returns of a row that it changed. */
public enum Returning {
    /** Nothing but that it was changed. */
    NOTHING("0", ""),
    /** The new version. */
    VERSION("version", ""),
    /** The value, which is a whole number in decimal. */
    NUMBER("{number}", ""),
    /**
     * The new version and the value. Also live rows that were left as they were: without their values, so that a value
     * that was too large is not taken for an absent key.
     */
    ENTRY("version, LENGTH(v), {value}", " OR {alive} OR (LENGTH(v) > {most} AND {alive_or_recently})");

    /** Behind the key, as {@link Changed#of} reads them. */
    final String columns;

    /** Which rows are read in addition to those that were changed. */
    final String others;

    Returning(String columns, String others) {
        this.columns = columns;
        this.others = others;
    }
}
