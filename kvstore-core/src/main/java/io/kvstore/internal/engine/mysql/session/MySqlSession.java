package io.kvstore.internal.engine.mysql.session;

import static java.util.stream.Collectors.joining;

import io.kvstore.PoolConfig;
import io.kvstore.internal.engine.mysql.ServerVersion;
import io.kvstore.internal.sql.SessionFacts;
import io.kvstore.internal.sql.UnfitSessionException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Predicate;

/**
 * Sets up the session of a new connection and verifies it, in one round trip. It replaces whatever the server's
 * defaults, init_connect, a proxy or the user's sessionVariables have set.
 */
public final class MySqlSession {

    private static final int NOT_ALLOWED_BY_OPTION = 1290;

    private static final String READ_ONLY =
            "@@global.read_only NOT IN ('0', 'OFF') OR @@global.innodb_read_only"; // words in some versions of MariaDB

    private final Connection connection;
    private final String server;
    private final List<SessionVariable> variables;

    private MySqlSession(Connection connection, String server, List<SessionVariable> variables) {
        this.connection = connection;
        this.server = server;
        this.variables = variables;
    }

    public static SessionFacts setUp(Connection connection, PoolConfig pool) throws SQLException {
        ServerVersion version = ServerVersion.of(connection.getMetaData().getDatabaseProductVersion());
        MySqlSession session = new MySqlSession(
                connection,
                server(version),
                SessionVariables.of(pool).stream()
                        .filter(variable -> variable.on().test(version))
                        .toList());
        try {
            return session.setUp(variable -> true);
        } catch (SQLException e) {
            if (e.getErrorCode() == NOT_ALLOWED_BY_OPTION) {
                return session.setUp(variable -> !variable.name().equals("timestamp")); // MariaDB's secure_timestamp
            }
            throw e;
        }
    }

    /**
     * The identity of a server. A copy of its files has the same identity until it is started for the first time
     * elsewhere.
     */
    private static String server(ServerVersion version) {
        String place = "@@hostname, ':', @@port, ' '";
        return version.mySql()
                ? "CONCAT(" + place + ", @@server_uuid)"
                : "CONCAT(" + place + ", @@datadir, ' ', @@global.server_id)";
    }

    private SessionFacts setUp(Predicate<SessionVariable> settable) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(text(settable));
            while (!rows) {
                rows = statement.getMoreResults();
            }
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                return verify(row);
            }
        } catch (SQLException e) {
            throw explained(e);
        }
    }

    /** The ROLLBACK ends an open transaction, and what SET TRANSACTION has set for the next one. */
    private String text(Predicate<SessionVariable> settable) {
        return "ROLLBACK AND NO CHAIN NO RELEASE; SET "
                + variables.stream()
                        .filter(SessionVariable::isSet)
                        .filter(settable)
                        .map(SessionVariable::assignment)
                        .collect(joining(", "))
                + "; SELECT @@session.max_allowed_packet, CONNECTION_ID(), DATABASE(), " + server + ", " + READ_ONLY
                + ", "
                + variables.stream().map(SessionVariable::read).collect(joining(", "));
    }

    private SessionFacts verify(ResultSet row) throws SQLException {
        String database = connection.getCatalog();
        if (database != null && !database.isEmpty() && !database.equalsIgnoreCase(row.getString(3))) {
            throw new UnfitSessionException("the connection is in database '" + row.getString(3)
                    + "' and the URL says '" + database + "': a proxy or init_connect switches it");
        }
        int column = 6;
        for (SessionVariable variable : variables) {
            String value = row.getString(column++);
            if (!variable.mustBe().equals(value)) {
                throw new UnfitSessionException(
                        "session variable " + variable.name() + " is not fit: " + variable.read()
                                + " is " + value + " on a new connection and must be " + variable.mustBe()
                                + "; check the server's options, init_connect, proxies, and"
                                + " pool.driverProperties");
            }
        }
        return new SessionFacts(row.getLong(1), row.getLong(2), row.getString(4), row.getBoolean(5), System.nanoTime());
    }

    private static SQLException explained(SQLException e) {
        return switch (e.getErrorCode()) {
            case 1064 ->
                new UnfitSessionException(
                        "the connection accepts no text of several statements: a proxy cleared"
                                + " CLIENT_MULTI_STATEMENTS or does not support it; connect without the proxy, or allow it there",
                        e);
            case 1193, 1227, 1228, 1229, 1231, 1232, 1238 ->
                new UnfitSessionException("its session cannot be set up: " + e.getMessage(), e);
            default -> e;
        };
    }
}
