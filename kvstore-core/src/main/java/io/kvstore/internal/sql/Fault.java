package io.kvstore.internal.sql;

/** The meaning of a database error for the call that got it. */
public enum Fault {
    /** Rolled back because of another transaction: retry. */
    CONTENTION,
    /** Waited too long for a row that another transaction holds. Nothing happened. A retry may wait as long again. */
    LOCK_WAIT,
    /** The connection was dead before the statement was sent: retry on another one. */
    STALE_CONNECTION,
    /** The connection was lost, or the timeout passed, after the statement was sent: it may have happened. */
    LOST_CONNECTION,
    /** The server accepts no connections, or no statements, now: nothing happened. */
    NOT_SERVING,
    /** The server is read-only: nothing happened. Another server may have been promoted. */
    READ_ONLY,
    /** A wrong password, a missing database, table or privilege: nothing happened, and a retry does not help. */
    MISCONFIGURED,
    /** The server refused the statement: nothing happened, and the connection can be used again. */
    REFUSED,
    /** The server refused the statement and closed the connection: nothing happened. */
    HUNG_UP,
    /** The server aborted the statement: it may have happened. */
    BROKEN_OFF;

    /** Whether the connection must not be used again. */
    public boolean spoilsConnection() {
        return switch (this) {
            case STALE_CONNECTION, LOST_CONNECTION, NOT_SERVING, READ_ONLY, HUNG_UP, BROKEN_OFF -> true;
            case CONTENTION, LOCK_WAIT, MISCONFIGURED, REFUSED -> false;
        };
    }

    /** Whether a write may have happened. */
    public boolean mayHaveHappened() {
        return this == LOST_CONNECTION || this == BROKEN_OFF;
    }
}
