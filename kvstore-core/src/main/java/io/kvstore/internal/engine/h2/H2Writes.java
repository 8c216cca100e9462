package io.kvstore.internal.engine.h2;

import static io.kvstore.internal.sql.Writes.NEVER;
import static io.kvstore.internal.sql.Writes.WHILE_ALIVE;

import io.kvstore.internal.sql.Arguments;
import io.kvstore.internal.sql.Changed;
import io.kvstore.internal.sql.Returning;
import io.kvstore.internal.sql.WriteText;
import io.kvstore.internal.sql.Writes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writes on H2. H2 evaluates assignments when the row is locked, in the order of the table's columns, but all of
 * them see the old row. So a session variable holds the clock, and the first assignment sets it. A WHERE sees the row
 * as it was when the statement started, before any wait. So the condition reads the row with a query that locks it.
 */
final class H2Writes {

    private static final Logger LOG = LoggerFactory.getLogger(H2Writes.class);

    private static final String CLOCK = "CAST(@kv_clock AS BIGINT)";

    private static final String UPSERTED = "CASE WHEN VALUES(expires_at) = " + NEVER + " THEN " + NEVER
            + " ELSE {clock} / 1000 + VALUES(expires_at) - {ms} END";

    private static final String PUT = """
            v = VALUES(v),
            version = GREATEST(version + 1, SET(@kv_clock, {now})),
            expires_at = {upserted},
            clock = {clock}""";

    private static final String PUT_IF_ABSENT = """
            v = CASE WHEN expires_at <= SET(@kv_clock, {now}) / 1000 THEN VALUES(v) ELSE v END,
            version = CASE WHEN {dead} THEN GREATEST(version + 1, {clock}) ELSE version END,
            expires_at = CASE WHEN {dead} THEN {upserted} ELSE expires_at END,
            clock = CASE WHEN {dead} THEN {clock} ELSE clock END""";

    private static final String COUNT = "STRINGTOUTF8(CAST(CAST(:delta AS BIGINT) AS VARCHAR))";

    /** A number to which the delta can be added. A CASE, so that nothing else is ever cast. */
    private static final String COUNTS = "CASE WHEN LENGTH(v) <= 20 AND RAWTOHEX(v) " + Writes.DECIMAL
            + " THEN CAST(UTF8TOSTRING(v) AS NUMERIC(20)) " + Writes.IN_RANGE + " AND {sum} " + Writes.IN_RANGE
            + " ELSE FALSE END";

    private static final String SUM =
            "CAST(UTF8TOSTRING(v) AS NUMERIC(20)) + CAST(UTF8TOSTRING(VALUES(v)) AS NUMERIC(20))";

    private static final String INCREMENT = """
            v = CASE WHEN expires_at <= SET(@kv_clock, {now}) / 1000 THEN VALUES(v)
              WHEN {counts} THEN STRINGTOUTF8(CAST({sum} AS VARCHAR)) ELSE v END,
            version = CASE WHEN {dead} OR {counts} THEN GREATEST(version + 1, {clock}) ELSE version END,
            expires_at = CASE WHEN {dead} THEN {upserted} ELSE expires_at END,
            clock = CASE WHEN {dead} OR {counts} THEN {clock} ELSE clock END""";

    private static final String UPDATE = """
            UPDATE {table}
            SET {value}version = GREATEST(version + 1, SET(@kv_clock, {alive})), expires_at = {expiry}, clock = {clock}
            WHERE k = :key AND (
              SELECT CASE WHEN expires_at > {now} / 1000 AND {guard} THEN 1 END
              FROM {table} AS row_now WHERE row_now.k = {table}.k FOR UPDATE) = 1""";

    static final Writes TEMPLATES =
            new Writes(filled(PUT), filled(PUT_IF_ABSENT), COUNT, filled(INCREMENT), filled(UPDATE), CLOCK + " / 1000");

    private H2Writes() {}

    private static String filled(String template) {
        return template.replace("{counts}", COUNTS)
                .replace("{sum}", SUM)
                .replace("{dead}", "expires_at <= {clock} / 1000")
                .replace("{upserted}", UPSERTED)
                .replace("{alive}", WHILE_ALIVE)
                .replace("{clock}", CLOCK);
    }

    /** What is brought back is read in the same transaction: the server is this process, and its client is quick. */
    static @Nullable Changed run(Connection connection, WriteText text, Arguments arguments) throws SQLException {
        if (text.returning() == Returning.NOTHING) {
            return update(connection, text, arguments) ? Changed.ROW : null;
        }
        connection.setAutoCommit(false);
        Changed changed;
        try {
            changed = update(connection, text, arguments) ? readBack(connection, text, arguments) : null;
            connection.commit();
        } catch (Throwable e) {
            rollBack(connection, e);
            throw e;
        }
        try {
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            LOG.debug("after a commit; the pool finds out what is wrong with the connection", e);
        }
        return changed;
    }

    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static boolean update(Connection connection, WriteText text, Arguments arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text.alone())) {
            text.bind(statement, 1, arguments);
            return statement.executeUpdate() > 0;
        }
    }

    private static Changed readBack(Connection connection, WriteText text, Arguments arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text.readBack())) {
            statement.setBytes(1, arguments.key());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return Changed.of(text.returning(), row);
            }
        }
    }
}
