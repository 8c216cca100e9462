package io.kvstore.internal.sql;

/** What a read of several keys brings back of each row, after its key. */
public enum Columns {
    /** How long the value is, null if the row has expired; and the value if it is not too long. */
    VALUE("CASE WHEN {alive} THEN LENGTH(v) END, CASE WHEN {alive} AND LENGTH(v) <= {most} THEN v END"),
    /** What is left of the time-to-live, in ms; null for ever; 0 or less if the row has expired. */
    TTL(Statements.LEFT),
    /** The same as VALUE, the version, and what is left of the time-to-live. */
    ENTRY(VALUE.sql + ", version, " + Statements.LEFT);

    final String sql;

    Columns(String sql) {
        this.sql = sql;
    }
}
