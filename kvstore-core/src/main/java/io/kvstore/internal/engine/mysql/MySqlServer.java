package io.kvstore.internal.engine.mysql;

import io.kvstore.internal.engine.mysql.error.MySqlFaults;
import io.kvstore.internal.engine.mysql.error.MySqlSetupErrors;
import io.kvstore.internal.sql.Fault;
import io.kvstore.internal.sql.Indexes;
import io.kvstore.internal.sql.ServerInfo;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** Checks MySQL and MariaDB, and reads their statistics. */
final class MySqlServer implements ServerInfo {

    /** What a statement needs in addition to its value: key, numbers and its text. */
    private static final int STATEMENT_BYTES = 64 * 1024;

    @Override
    public String version(Handle handle) {
        String version = string(handle, "SELECT VERSION()");
        return (ServerVersion.of(version).mariaDb() ? "MariaDB " : "MySQL ") + version;
    }

    @Override
    public List<String> refusals(Handle handle, int maxValueBytes) {
        List<String> refusals = new ArrayList<>();
        String version = string(handle, "SELECT VERSION()");
        ServerVersion server = ServerVersion.of(version);
        if (server.number() < (server.mariaDb() ? 1011 : 804)) {
            refusals.add("the server is " + version + ": it must be MySQL 8.4 or later, or MariaDB 10.11 or later");
        }
        long packet = number(handle, "SELECT @@max_allowed_packet");
        if (packet < maxValueBytes + (long) STATEMENT_BYTES) {
            refusals.add("max_allowed_packet is " + packet + " and values may have " + maxValueBytes
                    + " bytes: raise it to " + (maxValueBytes + STATEMENT_BYTES) + " or lower maxValueBytes");
        }
        if (number(handle, "SELECT @@log_bin") == 1
                && string(handle, "SELECT @@session.binlog_format").equals("STATEMENT")) {
            refusals.add("binlog_format is STATEMENT, which allows no writes: SET GLOBAL binlog_format = 'ROW'");
        }
        return refusals;
    }

    @Override
    public List<String> warnings(Handle handle) {
        List<String> warnings = new ArrayList<>();
        if (number(handle, "SELECT @@innodb_flush_log_at_trx_commit") != 1) {
            warnings.add("innodb_flush_log_at_trx_commit is not 1: a crash of the server can lose committed writes");
        }
        if (number(handle, "SELECT @@log_bin") == 1 && number(handle, "SELECT @@sync_binlog") != 1) {
            warnings.add("sync_binlog is not 1: a crash of the server can lose writes that replicas then miss");
        }
        if (number(handle, "SELECT @@global.read_only") != 0 || number(handle, "SELECT @@innodb_read_only") != 0) {
            warnings.add("the server is read-only: writes fail until the URL leads to a server that is not");
        }
        return warnings;
    }

    /** MySQL calls a hidden index invisible, MariaDB calls it ignored. */
    @Override
    public Indexes indexes(Handle handle, String table) {
        boolean mariaDb = ServerVersion.of(string(handle, "SELECT VERSION()")).mariaDb();
        return new Indexes(
                table,
                handle.createQuery("SELECT index_name, column_name, sub_part IS NULL, non_unique = 0, "
                                + (mariaDb ? "ignored = 'NO'" : "is_visible = 'YES'")
                                + " FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = ?"
                                + " ORDER BY index_name, seq_in_index")
                        .bind(0, table)
                        .map((row, context) -> new Indexes.Column(
                                row.getString(1),
                                row.getString(2) == null ? "" : row.getString(2), // an expression
                                row.getBoolean(3),
                                row.getBoolean(4),
                                row.getBoolean(5)))
                        .list());
    }

    @Override
    public List<String> tableRefusals(Handle handle, String table, String ddl, int maxValueBytes) {
        return new TableCheck(handle, table, ddl).refusals(maxValueBytes);
    }

    @Override
    public List<String> tableWarnings(Handle handle, String table) {
        List<String> warnings = new ArrayList<>(new TableCheck(handle, table, "").warnings());
        for (String write : List.of(
                "INSERT INTO " + table + " SELECT * FROM " + table + " WHERE 1 = 0",
                "UPDATE " + table + " SET version = version WHERE 1 = 0",
                "DELETE FROM " + table + " WHERE 1 = 0")) {
            refusalOf(handle, write).ifPresent(warnings::add);
        }
        return warnings;
    }

    /** Tries a write that changes nothing. */
    private static Optional<String> refusalOf(Handle handle, String write) {
        try {
            handle.execute(write);
            return Optional.empty();
        } catch (JdbiException e) {
            return e.getCause() instanceof SQLException cause && MySqlFaults.of(cause) == Fault.MISCONFIGURED
                    ? Optional.of("writes will fail: " + cause.getMessage() + " (error " + cause.getErrorCode() + "): "
                            + MySqlSetupErrors.advice(cause.getErrorCode()))
                    : Optional.empty();
        }
    }

    @Override
    public Size size(Handle handle, String table) {
        if (!ServerVersion.of(string(handle, "SELECT VERSION()")).mariaDb()) {
            handle.execute("SET SESSION information_schema_stats_expiry = 0"); // or it may be a day old
        }
        return handle.createQuery("SELECT COALESCE(table_rows, 0), COALESCE(data_length + index_length, 0)"
                        + " FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = ?")
                .bind(0, table)
                .map((row, context) -> new Size(row.getLong(1), row.getLong(2)))
                .one();
    }

    private static String string(Handle handle, String sql) {
        return handle.createQuery(sql).mapTo(String.class).one();
    }

    private static long number(Handle handle, String sql) {
        return handle.createQuery(sql).mapTo(Long.class).one();
    }
}
