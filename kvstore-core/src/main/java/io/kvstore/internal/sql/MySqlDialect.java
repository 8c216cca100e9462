package io.kvstore.internal.sql;

import static java.util.Map.entry;

import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import io.kvstore.internal.Checks;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/** MySQL from 8.4 and MariaDB from 10.11, both through Connector/J. */
final class MySqlDialect implements Dialect {

    /** Each can be set otherwise in the shard's URL or in {@link PoolConfig#driverProperties()}. */
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

    @Override
    public String fill(String template) {
        return template.replace("{ms}", "CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)")
                .replace("{us}", "CAST(UNIX_TIMESTAMP(NOW(6)) * 1000000 AS SIGNED)")
                .replace("{ttl}", "CAST(? AS SIGNED)")
                .replace("{primary}", "FORCE INDEX (PRIMARY)")
                .replace("{expires}", "FORCE INDEX ({table}_expires)");
    }

    @Override
    public String deleteByPrimary() {
        return "DELETE {table} FROM {table} {primary}";
    }

    @Override
    public boolean tellsDeletesApart() {
        return true;
    }

    @Override
    public String ddlResource() {
        return "mysql.sql";
    }

    @Override
    public String connect(ShardConfig shard, PoolConfig pool, Properties properties) {
        check(shard, pool);
        DEFAULTS.forEach(properties::setProperty);
        properties.setProperty(
                "connectTimeout", Long.toString(pool.connectTimeout().toMillis()));
        properties.setProperty(
                "socketTimeout", Long.toString(pool.socketTimeout().toMillis()));
        properties.stringPropertyNames().stream()
                .filter(name -> inUrl(shard, name))
                .forEach(properties::remove);
        properties.putAll(pool.driverProperties());
        // What the statements' meaning stands on is not for choice: 0 rows means "the guard did not match", and the
        // clock is UTC, since a local time is ambiguous for an hour a year.
        properties.setProperty("useAffectedRows", "true");
        properties.setProperty("allowMultiQueries", "true"); // for Statements.deleteAll; keys get into it as hex alone
        properties.merge(
                "sessionVariables",
                "time_zone='+00:00',innodb_lock_wait_timeout="
                        + pool.lockWaitTimeout().toSeconds(),
                (theirs, ours) -> theirs + "," + ours);
        return shard.url();
    }

    private static void check(ShardConfig shard, PoolConfig pool) {
        Checks.that(
                !inUrl(shard, "user")
                        && !inUrl(shard, "password")
                        && shard.url().indexOf('@') < 0,
                "url of shard '%s' holds a user or a password (or an @, to be written %%40): give them as the shard's"
                        + " own user and password",
                shard.name());
        Checks.that(
                !inUrl(shard, "sessionVariables"),
                "url of shard '%s' sets sessionVariables: put them into pool.driverProperties, where they are merged"
                        + " with the store's own",
                shard.name());
        for (String name : List.of("useAffectedRows", "allowMultiQueries", "forceConnectionTimeZoneToSession")) {
            Checks.that(
                    !inUrl(shard, name),
                    "url of shard '%s' sets %s, on which the meaning of every statement stands: remove it",
                    shard.name(),
                    name);
        }
        for (String name : List.of(
                "useAffectedRows", "allowMultiQueries", "forceConnectionTimeZoneToSession", "user", "password")) {
            Checks.that(
                    !pool.driverProperties().containsKey(name),
                    "pool.driverProperties sets %s, which the store sets itself: remove it",
                    name);
        }
    }

    /** The driver knows names only as they are written. */
    private static boolean inUrl(ShardConfig shard, String name) {
        return Pattern.compile("[?&(,]\\s*" + name + "\\s*=")
                .matcher(shard.url())
                .find();
    }

    @Override
    public Fault fault(SQLException error) {
        return switch (error.getErrorCode()) {
            case 1213, 1205, 1020, 3572, 3101 -> Fault.CONTENTION;
            case 1040, 1203, 1226, 1290, 1836, 3032, 3100 -> Fault.NOT_SERVING;
            case 1044, 1045, 1049, 1142, 1143, 1146, 1054, 1698 -> Fault.MISCONFIGURED;
            case 1053, 1317, 4031, 1077, 1079, 1080, 1180, 1026 -> Fault.BROKEN_OFF;
            case 1021, 1037, 1038, 1041, 1114, 1153 -> Fault.REFUSED; // disk, memory or packet full
            case 3819 -> Fault.REFUSED; // a CHECK constraint, told with a state that says nothing
            default -> byState(error);
        };
    }

    private static Fault byState(SQLException error) {
        String state = error.getSQLState() == null ? "" : error.getSQLState();
        return switch (state) {
            case "08003" -> Fault.STALE_CONNECTION;
            case "08001", "08004" -> Fault.NOT_SERVING;
            case "28000" -> Fault.MISCONFIGURED;
            default ->
                state.startsWith("08")
                        ? Fault.LOST_CONNECTION
                        : state.startsWith("22")
                                        || state.startsWith("23")
                                        || state.startsWith("42")
                                        || state.startsWith("S1")
                                ? Fault.REFUSED
                                : Fault.BROKEN_OFF;
        };
    }

    @Override
    public ServerInfo server() {
        return new MySqlServer();
    }
}
