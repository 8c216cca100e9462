package io.kvstore.internal.sql;

/** What an error of a database means for the call that met it. */
public enum Fault {
    /** Rolled back for another's sake: try again. */
    CONTENTION,
    /** Waited too long for a row that another transaction holds: nothing happened, and it may take as long again. */
    LOCK_WAIT,
    /** The connection was dead before the statement was sent: try again on another. */
    STALE_CONNECTION,
    /** The connection died, or time ran out, while the statement was out: it may have happened. */
    LOST_CONNECTION,
    /** The server takes no more connections, or no statements now: nothing happened. */
    NOT_SERVING,
    /** The server takes no writes: nothing happened. Another one may have been promoted in its place. */
    READ_ONLY,
    /** Wrong password, missing database, table or privilege: nothing happened, and it stays so. */
    MISCONFIGURED,
    /** The statement was refused: nothing happened, and the connection is as good as before. */
    REFUSED,
    /** The statement was refused, and the connection with it: nothing happened. */
    HUNG_UP,
    /** The statement was broken off by the server: it may have happened. */
    BROKEN_OFF;

    /** Whether a connection that met this fault must not be used again. */
    public boolean spoilsConnection() {
        return switch (this) {
            case STALE_CONNECTION, LOST_CONNECTION, NOT_SERVING, READ_ONLY, HUNG_UP, BROKEN_OFF -> true;
            case CONTENTION, LOCK_WAIT, MISCONFIGURED, REFUSED -> false;
        };
    }

    /** Whether a write that met this fault may have happened. */
    public boolean mayHaveHappened() {
        return this == LOST_CONNECTION || this == BROKEN_OFF;
    }
}
