package io.kvstore.internal.sql;

/** What an error of a database means for the call that met it. */
public enum Fault {
    /** Rolled back for another's sake: try again. */
    CONTENTION,
    /** The connection was dead before the statement was sent: try again on another. */
    STALE_CONNECTION,
    /** The connection died, or time ran out, while the statement was out: it may have happened. */
    LOST_CONNECTION,
    /** The server takes no writes, or no more connections: nothing happened. */
    NOT_SERVING,
    /** Wrong password, missing database, table or privilege: nothing happened, and it stays so. */
    MISCONFIGURED,
    /** The statement was refused: nothing happened. */
    REFUSED,
    /** The statement was broken off by the server: it may have happened. */
    BROKEN_OFF;

    /** Whether a connection that met this fault must not be used again. */
    public boolean spoilsConnection() {
        return this == STALE_CONNECTION || this == LOST_CONNECTION || this == NOT_SERVING || this == BROKEN_OFF;
    }

    /** Whether a write that met this fault may have happened. */
    public boolean mayHaveHappened() {
        return this == LOST_CONNECTION || this == BROKEN_OFF;
    }
}
