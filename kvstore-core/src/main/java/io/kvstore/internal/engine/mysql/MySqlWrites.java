package io.kvstore.internal.engine.mysql;

import static io.kvstore.internal.sql.Writes.NEVER;
import static io.kvstore.internal.sql.Writes.WHILE_ALIVE;
import static java.sql.Statement.RETURN_GENERATED_KEYS;

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

/**
 * The writes on MySQL and MariaDB. Both evaluate the assignments of an UPDATE and of ON DUPLICATE KEY UPDATE from left
 * to right, and an expression sees what was assigned before it. So {@code clock} comes first. Both evaluate the WHERE
 * and the assignments when the row is locked.
 *
 * <p>Every write leaves a live row with {@code clock DIV 1000 < expires_at}. So after {@code clock} was assigned, or
 * left alone, {@code expires_at <= clock DIV 1000} says whether the row was dead.
 */
final class MySqlWrites {

    private static final String DEAD = "expires_at <= clock DIV 1000";

    private static final String UPSERTED = "CASE WHEN VALUES(expires_at) = " + NEVER + " THEN " + NEVER
            + " ELSE clock DIV 1000 + VALUES(expires_at) - {ms} END";

    private static final String PUT = """
            clock = {now},
            v = VALUES(v),
            version = GREATEST(version + 1, clock),
            expires_at = {upserted}""";

    /** If the clock goes back between the two reads, the row stays as dead as the first read found it. */
    private static final String PUT_IF_ABSENT = """
            clock = CASE WHEN expires_at <= {now} DIV 1000
              THEN GREATEST({now}, expires_at * 1000) ELSE clock END,
            mark = CASE WHEN {dead} THEN VALUES(mark) ELSE mark END,
            v = CASE WHEN {dead} THEN VALUES(v) ELSE v END,
            version = CASE WHEN {dead} THEN {id}(GREATEST(version + 1, clock)) ELSE version END,
            expires_at = CASE WHEN {dead} THEN {upserted} ELSE expires_at END""";

    /** An expression of the value of a new counter, and what tells it to the client, who knows numbers with a sign. */
    private static final String COUNT = "CAST(CAST({id}(CAST(:delta AS SIGNED)) AS SIGNED) AS CHAR)";

    private static final String SUM =
            "CASE WHEN {dead} THEN 0 ELSE CAST(v AS DECIMAL(20, 0)) END + CAST(VALUES(v) AS DECIMAL(20, 0))";

    /** A number to which the delta can be added. A CASE, so that nothing else is ever cast. */
    private static final String COUNTS = "CASE WHEN LENGTH(v) <= 20 AND HEX(v) " + Writes.DECIMAL
            + " THEN CAST(v AS DECIMAL(20, 0)) " + Writes.IN_RANGE
            + " AND CAST(v AS DECIMAL(20, 0)) + CAST(VALUES(v) AS DECIMAL(20, 0)) " + Writes.IN_RANGE
            + " ELSE FALSE END";

    /**
     * The clock comes first. It tells the other assignments whether the row was dead, and by its sign whether the value is
     * no number, so that this is looked at once. Last it gets its sign back.
     */
    private static final String INCREMENT = """
            clock = CASE WHEN expires_at <= {now} DIV 1000 THEN GREATEST({now}, expires_at * 1000)
              WHEN {counts} THEN {alive} ELSE -clock END,
            mark = CASE WHEN clock > 0 THEN VALUES(mark) ELSE mark END,
            version = CASE WHEN clock > 0 THEN GREATEST(version + 1, clock) ELSE version END,
            v = CASE WHEN clock > 0 THEN CAST(CAST({id}({sum}) AS SIGNED) AS CHAR) ELSE v END,
            expires_at = CASE WHEN {dead} AND clock > 0 THEN {upserted} ELSE expires_at END,
            clock = ABS(clock)""";

    private static final String UPDATE = """
            UPDATE {table} {primary}
            SET clock = {alive}, {mark}{value}version = {id}(GREATEST(version + 1, clock)), expires_at = {expiry}
            WHERE k = :key AND expires_at > {now} DIV 1000 AND {guard}""";

    static final Writes TEMPLATES =
            new Writes(filled(PUT), filled(PUT_IF_ABSENT), COUNT, filled(INCREMENT), filled(UPDATE), "clock DIV 1000");

    private MySqlWrites() {}

    private static String filled(String template) {
        return template.replace("{counts}", COUNTS)
                .replace("{sum}", SUM)
                .replace("{dead}", DEAD)
                .replace("{upserted}", UPSERTED)
                .replace("{alive}", WHILE_ALIVE);
    }

    /** What is brought back comes with the count of rows, as the last id that the statement made. */
    static @Nullable Changed run(Connection connection, WriteText text, Arguments arguments) throws SQLException {
        if (text.returning() == Returning.NOTHING) {
            try (PreparedStatement statement = connection.prepareStatement(text.alone())) {
                text.bind(statement, 1, arguments);
                return statement.executeUpdate() > 0 ? Changed.ROW : null;
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(text.alone(), RETURN_GENERATED_KEYS)) {
            text.bind(statement, 1, arguments);
            return statement.executeUpdate() > 0 ? Changed.ROW.withNumber(lastId(statement)) : null;
        }
    }

    /** Connector/J makes no row of a zero, and takes a negative number for a large one. */
    private static long lastId(PreparedStatement statement) throws SQLException {
        try (ResultSet id = statement.getGeneratedKeys()) {
            return id.next() ? id.getBigDecimal(1).longValue() : 0;
        }
    }
}
