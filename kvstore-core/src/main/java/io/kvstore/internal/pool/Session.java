package io.kvstore.internal.pool;

import io.kvstore.internal.sql.Dialect;
import io.kvstore.internal.sql.SessionFacts;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;

/** What is known of one physical connection. For one user at a time, as the connection is. */
final class Session {

    private final Dialect dialect;
    private final SessionFacts facts;
    private volatile boolean mayWrite;

    /** {@code facts} is what was said when the connection was made. */
    Session(Dialect dialect, SessionFacts facts) {
        this.dialect = dialect;
        this.facts = facts;
    }

    SessionFacts facts() {
        return facts;
    }

    /** Tries once whether its counts of rows can be relied on. */
    void prove(Connection borrowed, String table) throws SQLException {
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

    /** The write was not sent yet: on another connection it can be tried, unless the server does not answer. */
    private static SQLException beforeTheWrite(SQLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return new SQLException(e.getMessage(), "08001", e);
            }
        }
        return new SQLException(e.getMessage(), "08003", e);
    }
}
