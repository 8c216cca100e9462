package io.kvstore.internal.pool;

import io.kvstore.internal.sql.Dialect;
import io.kvstore.internal.sql.SessionFacts;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * What is known about one physical connection, and since when a statement is out on it. Used by one thread at a time, like
 * the connection, except for {@link #isOut}.
 */
public final class Session {

    private final Dialect dialect;
    private final SessionFacts facts;
    private volatile boolean mayWrite;
    private volatile boolean out;
    private volatile long since; // by System.nanoTime

    /** {@code facts} is what the server reported when the connection was opened. */
    Session(Dialect dialect, SessionFacts facts) {
        this.dialect = dialect;
        this.facts = facts;
    }

    /** What the server reported when the connection was opened. */
    public SessionFacts facts() {
        return facts;
    }

    /** A statement is about to be sent. */
    public void begin() {
        since = System.nanoTime();
        out = true;
    }

    /** The statement is over. */
    public void end() {
        out = false;
    }

    /** Whether a statement has been out for at least so many ns. */
    boolean isOut(long nanos) {
        return out && System.nanoTime() - since >= nanos;
    }

    /** Checks once that the server counts changed rows. To be called before a write. If it throws, nothing was written. */
    public void prove(Connection borrowed, String table) throws SQLException {
        if (mayWrite) {
            return;
        }
        try {
            dialect.proveRowCounts(borrowed, table);
        } catch (SQLException e) {
            throw lost(e) ? beforeTheWrite(e) : e;
        }
        mayWrite = true;
    }

    private static boolean lost(SQLException e) {
        return e.getErrorCode() == 0
                && e.getSQLState() != null
                && e.getSQLState().startsWith("08");
    }

    /** The write was not sent yet, so it can be retried on another connection, unless the server did not answer. */
    private static SQLException beforeTheWrite(SQLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return new SQLException(e.getMessage(), "08001", e);
            }
        }
        return new SQLException(e.getMessage(), "08003", e);
    }
}
