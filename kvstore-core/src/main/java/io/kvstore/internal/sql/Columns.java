package io.kvstore.internal.sql;

/** What a read of several keys brings back of each row, after its key. */
public enum Columns {
    /** How long the value is, and the value if it is not too long. */
    VALUE("LENGTH(v), CASE WHEN LENGTH(v) <= {most} THEN v END"),
    /** What is left of the time-to-live, in ms; null for ever. */
    TTL(Statements.LEFT),
    /** The same as VALUE, the version, and what is left of the time-to-live. */
    ENTRY(VALUE.sql + ", version, " + Statements.LEFT);

    final String sql;

    Columns(String sql) {
        this.sql = sql;
    }
}
