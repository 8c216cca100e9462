package io.kvstore.internal.pool;

import com.google.common.collect.MapMaker;
import io.kvstore.internal.sql.Dialect;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Set;

/** The physical connections that may write, since their counts of rows were tried. Thread-safe. */
final class Writers {

    private final Dialect dialect;

    private final Set<Connection> proven =
            Collections.newSetFromMap(new MapMaker().weakKeys().makeMap());

    Writers(Dialect dialect) {
        this.dialect = dialect;
    }

    void prove(Connection borrowed, String table) throws SQLException {
        Connection physical = borrowed.unwrap(Connection.class);
        if (proven.contains(physical)) {
            return;
        }
        try {
            dialect.proveRowCounts(borrowed, table);
        } catch (SQLException e) {
            throw lost(e) ? beforeTheWrite(e) : e;
        }
        proven.add(physical);
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
