package io.kvstore.internal.engine.mysql;

import static java.util.Map.entry;

import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import io.kvstore.internal.JdbcDriver;
import io.kvstore.internal.engine.mysql.error.MySqlConnectErrors;
import io.kvstore.internal.engine.mysql.error.MySqlFaults;
import io.kvstore.internal.engine.mysql.error.MySqlSetupErrors;
import io.kvstore.internal.engine.mysql.session.MySqlSession;
import io.kvstore.internal.engine.mysql.session.MySqlSessions;
import io.kvstore.internal.engine.mysql.session.RowCountProbe;
import io.kvstore.internal.socket.PromptSocketFactory;
import io.kvstore.internal.sql.Arguments;
import io.kvstore.internal.sql.Changed;
import io.kvstore.internal.sql.Dialect;
import io.kvstore.internal.sql.Fault;
import io.kvstore.internal.sql.ServerInfo;
import io.kvstore.internal.sql.SessionFacts;
import io.kvstore.internal.sql.WriteText;
import io.kvstore.internal.sql.Writes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** MySQL 8.4 or later and MariaDB 10.11 or later, through Connector/J. */
public final class MySqlDialect implements Dialect {

    /** Driver properties that the shard's URL or {@link PoolConfig#driverProperties()} can override. */
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            entry("useServerPrepStmts", "true"),
            entry("cachePrepStmts", "true"),
            entry("prepStmtCacheSize", "256"),
            entry("prepStmtCacheSqlLimit", "65536"),
            entry("useLocalSessionState", "true"),
            entry("cacheServerConfiguration", "false"), // true can silently skip READ COMMITTED
            entry("rewriteBatchedStatements", "false"),
            entry("enableQueryTimeouts", "false"),
            entry("maintainTimeStats", "false"),
            entry("openTelemetry", "DISABLED"),
            entry("connectionCollation", "utf8mb4_bin"), // the default's id is unknown to MariaDB 11
            entry("tcpKeepAlive", "true"));

    /** MySQL reads the first comment, MariaDB the second. A read-only server would refuse FOR UPDATE. */
    private static final String SHARE = "/*!80000 FOR SHARE SKIP LOCKED */ /*M! LOCK IN SHARE MODE SKIP LOCKED */";

    @Override
    public String fill(String template) {
        return template.replace("{ms}", "CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)")
                .replace("{us}", "CAST(UNIX_TIMESTAMP(NOW(6)) * 1000000 AS SIGNED)")
                .replace("{now}", "CAST(UNIX_TIMESTAMP(SYSDATE(6)) * 1000000 AS SIGNED)")
                .replace("{ttl}", "CAST(:ttl AS SIGNED)")
                .replace("{number}", "CAST(v AS SIGNED)")
                .replace("{id}", "LAST_INSERT_ID")
                .replace("{share}", SHARE)
                .replace("{primary}", "FORCE INDEX (PRIMARY)")
                .replace("{expires}", "FORCE INDEX ({table}_expires)");
    }

    @Override
    public Writes writes() {
        return MySqlWrites.TEMPLATES;
    }

    /** The LIMIT is higher than any batch. It keeps the optimizer from merging the two reads of the table. */
    @Override
    public String deleteUnlocked(String condition) {
        return "DELETE {table} FROM (SELECT k FROM {table} {primary} WHERE " + condition
                + " ORDER BY k LIMIT 100000 FOR UPDATE SKIP LOCKED) AS free"
                + " STRAIGHT_JOIN {table} {primary} ON {table}.k = free.k";
    }

    @Override
    public @Nullable Changed write(Connection connection, WriteText text, Arguments arguments) throws SQLException {
        return MySqlWrites.run(connection, text, arguments);
    }

    @Override
    public boolean tellsWritesApart() {
        return true;
    }

    @Override
    public JdbcDriver driver() {
        return JdbcDriver.CONNECTOR_J;
    }

    @Override
    public String ddlResource() {
        return "mysql.sql";
    }

    @Override
    public String connect(ShardConfig shard, PoolConfig pool, Properties properties) {
        MySqlUrl.check(shard, pool);
        MySqlProperties.check(shard, pool);
        DEFAULTS.forEach(properties::setProperty);
        properties.setProperty(
                "connectTimeout", Long.toString(pool.connectTimeout().toMillis()));
        properties.setProperty(
                "socketTimeout", Long.toString(pool.socketTimeout().toMillis()));
        if (PromptSocketFactory.isSeenBy(JdbcDriver.CONNECTOR_J.load("shard '" + shard.name() + "'"))) {
            properties.setProperty("socketFactory", PromptSocketFactory.class.getName());
        }
        properties.stringPropertyNames().stream()
                .filter(name -> MySqlUrl.sets(shard, name))
                .forEach(properties::remove);
        Tls.mode(shard, pool).ifPresent(mode -> properties.setProperty("sslMode", mode));
        properties.putAll(pool.driverProperties());
        // Users cannot change these: "0 rows" must mean that the condition did not hold.
        properties.setProperty("useAffectedRows", "true");
        properties.setProperty("allowMultiQueries", "true"); // for Statements.together; bytes are hex
        return shard.url();
    }

    @Override
    public SessionFacts setUpSession(Connection connection, PoolConfig pool) throws SQLException {
        return MySqlSession.setUp(connection, pool);
    }

    @Override
    public void proveRowCounts(Connection connection, String table) throws SQLException {
        RowCountProbe.run(connection, table);
    }

    @Override
    public boolean end(Connection connection, String server, SessionFacts lost) throws SQLException {
        return MySqlSessions.end(connection, server, lost);
    }

    @Override
    public Fault fault(SQLException error) {
        return MySqlFaults.of(error);
    }

    @Override
    public Fault connectFault(SQLException error) {
        return MySqlConnectErrors.of(error)
                .map(known -> known.fault)
                .orElseGet(() -> MySqlFaults.isOfAccessOrSyntax(error) ? Fault.MISCONFIGURED : MySqlFaults.of(error));
    }

    @Override
    public String advice(SQLException error) {
        return MySqlConnectErrors.of(error)
                .map(known -> known.advice)
                .orElseGet(() -> MySqlSetupErrors.advice(error.getErrorCode()));
    }

    @Override
    public ServerInfo server() {
        return new MySqlServer();
    }
}
