package io.kvstore.internal.engine.mysql.session;

import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Longs;
import io.kvstore.internal.sql.UnfitSessionException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Checks that the server counts the rows that a statement changed, not those that it matched. Conditional writes rely
 * on that. A proxy can switch it (CLIENT_FOUND_ROWS). The check inserts a row twice and rolls back. It needs no more
 * privileges than a put, and nobody sees the row. Its key is shorter than any real key.
 */
public final class RowCountProbe {

    private static final int OF_CHANGED_ROWS = 1;

    private RowCountProbe() {}

    public static void run(Connection connection, String table) throws SQLException {
        String key = BaseEncoding.base16()
                .encode(Longs.toByteArray(ThreadLocalRandom.current().nextLong()));
        String row = "(X'" + key + "', X'', 0, " + Long.MAX_VALUE + ")";
        int count;
        try (Statement statement = connection.createStatement()) {
            try {
                statement.execute("START TRANSACTION; INSERT INTO " + table + " (k, v, version, expires_at) VALUES "
                        + row + ", " + row + " ON DUPLICATE KEY UPDATE version = version"
                        + "; ROLLBACK AND NO CHAIN NO RELEASE");
                statement.getMoreResults();
                count = statement.getUpdateCount();
                while (statement.getMoreResults() || statement.getUpdateCount() >= 0) {}
            } catch (SQLException e) {
                rollBack(statement, e);
                throw e;
            }
        }
        if (count != OF_CHANGED_ROWS) {
            throw new UnfitSessionException(
                    "the connection counts the rows that a statement matched, not those that it"
                            + " changed, so putIfAbsent could return true to two callers: a proxy sets"
                            + " CLIENT_FOUND_ROWS; turn that off (ProxySQL: mysql-client_found_rows=false), or connect without the proxy");
        }
    }

    private static void rollBack(Statement statement, SQLException cause) throws SQLException {
        try {
            statement.execute("ROLLBACK AND NO CHAIN NO RELEASE");
        } catch (SQLException e) {
            e.addSuppressed(cause);
            throw e; // the connection is not to be used again
        }
    }
}
