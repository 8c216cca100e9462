package io.kvstore.internal.engine.h2;

import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import io.kvstore.internal.JdbcDriver;
import io.kvstore.internal.sql.Arguments;
import io.kvstore.internal.sql.Changed;
import io.kvstore.internal.sql.Dialect;
import io.kvstore.internal.sql.Fault;
import io.kvstore.internal.sql.ServerInfo;
import io.kvstore.internal.sql.SessionFacts;
import io.kvstore.internal.sql.UnfitSessionException;
import io.kvstore.internal.sql.WriteText;
import io.kvstore.internal.sql.Writes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** H2 in its MySQL mode: the embedded default. */
public final class H2Dialect implements Dialect {

    /**
     * The clock for writes. CURRENT_TIMESTAMP is fixed when the statement starts, but a new UUID of version 7 begins
     * with the current time in ms.
     */
    private static final String NOW =
            "CAST(X'0000' || SUBSTRING(CAST(RANDOM_UUID(7) AS VARBINARY(16)) FROM 1 FOR 6) AS BIGINT) * 1000";

    @Override
    public String fill(String template) {
        return template.replace("{ms}", "CAST(FLOOR(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP(6)) * 1000) AS BIGINT)")
                .replace("{us}", "CAST(FLOOR(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP(6)) * 1000000) AS BIGINT)")
                .replace("{now}", NOW)
                .replace("{ttl}", "CAST(:ttl AS BIGINT)")
                .replace("{number}", "CAST(UTF8TOSTRING(v) AS BIGINT)")
                .replace("{id}", "")
                .replace("{share}", "FOR UPDATE SKIP LOCKED")
                .replace("{primary}", "")
                .replace("{expires}", "");
    }

    @Override
    public Writes writes() {
        return H2Writes.TEMPLATES;
    }

    @Override
    public String deleteUnlocked(String condition) {
        // H2 runs a locking subquery once for each row of the table. Within the process, nobody holds rows for long.
        return "DELETE FROM {table} WHERE " + condition;
    }

    @Override
    public @Nullable Changed write(Connection connection, WriteText text, Arguments arguments) throws SQLException {
        return H2Writes.run(connection, text, arguments);
    }

    @Override
    public boolean tellsWritesApart() {
        return false; // H2 returns only the first result of a text with several statements
    }

    @Override
    public JdbcDriver driver() {
        return JdbcDriver.H2;
    }

    @Override
    public String ddlResource() {
        return "h2.sql";
    }

    @Override
    public String connect(ShardConfig shard, PoolConfig pool, Properties properties) {
        properties.putAll(pool.driverProperties());
        String url = shard.url();
        H2Files.prepare(url);
        String known = url.toUpperCase(Locale.ROOT);
        return H2Files.uninterrupted(url)
                + (known.contains(";MODE=") ? "" : ";MODE=MySQL")
                + (known.contains(";LOCK_TIMEOUT=")
                        ? ""
                        : ";LOCK_TIMEOUT=1000"); // LockedRows continues the wait outside the lane
    }

    @Override
    public SessionFacts setUpSession(Connection connection, PoolConfig pool) throws SQLException {
        connection.setAutoCommit(true); // the URL may turn it off
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT setting_value FROM information_schema.settings WHERE setting_name = 'MODE'")) {
            if (!row.next() || !row.getString(1).equalsIgnoreCase("MySQL")) {
                throw new UnfitSessionException("H2 is not in the mode of MySQL: remove MODE from the URL");
            }
        }
        return SessionFacts.UNLIMITED;
    }

    @Override
    public void proveRowCounts(Connection connection, String table) {} // there is no proxy

    @Override
    public Fault fault(SQLException error) {
        return H2Faults.of(error);
    }

    @Override
    public Fault connectFault(SQLException error) {
        return H2Faults.ofConnecting(error);
    }

    @Override
    public String advice(SQLException error) {
        return H2Faults.advice(error);
    }

    @Override
    public ServerInfo server() {
        return new H2Server();
    }
}
