package io.kvstore.internal.engine.mysql.session;

import io.kvstore.internal.sql.SessionFacts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Kills connections of MySQL and MariaDB from another connection. */
public final class MySqlSessions {

    /** The server reports its uptime in whole seconds, and its clock differs from ours. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    private static final int NO_SUCH_THREAD = 1094;
    private static final int NOT_OWNER = 1095;

    private MySqlSessions() {}

    /**
     * Kills a connection by its id. Returns whether it has left the process list; its statement has then ended too. It
     * has also ended if the server is another one now, or was started after the connection was opened. Its id may then
     * belong to another connection.
     *
     * @param server the server to which {@code connection} leads
     */
    public static boolean end(Connection connection, String server, SessionFacts lost) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return !lost.server().equals(server)
                    || wasStartedSince(statement, lost)
                    || !kill(statement, lost.connectionId())
                    || !isListed(connection, lost.connectionId());
        }
    }

    private static boolean wasStartedSince(Statement statement, SessionFacts lost) throws SQLException {
        Duration uptime = Duration.ofSeconds(Long.parseLong(string(statement, "SHOW GLOBAL STATUS LIKE 'Uptime'", 2)));
        return uptime.plus(SLACK).compareTo(lost.age()) < 0;
    }

    /** Returns whether there was something to kill. */
    private static boolean kill(Statement statement, long id) throws SQLException {
        try {
            statement.execute("KILL CONNECTION " + id);
            return true;
        } catch (SQLException e) {
            if (e.getErrorCode() == NO_SUCH_THREAD || e.getErrorCode() == NOT_OWNER) {
                return false;
            }
            throw e;
        }
    }

    private static boolean isListed(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT 1 FROM information_schema.processlist WHERE id = ?")) {
            statement.setLong(1, id);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    private static String string(Statement statement, String sql, int column) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(column);
        }
    }
}
