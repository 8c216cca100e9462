package io.kvstore.internal.sql;

/** What a read of several keys brings back of each row, after its key. */
public enum Columns {
    /** The value. */
    VALUE("v"),
    /** What is left of the time-to-live, in ms; null for ever. */
    TTL(Statements.LEFT),
    /** The value, the version, and what is left of the time-to-live. */
    ENTRY("v, version, " + Statements.LEFT);

    final String sql;

    Columns(String sql) {
        this.sql = sql;
    }
}
