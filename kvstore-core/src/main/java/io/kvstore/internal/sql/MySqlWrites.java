package io.kvstore.internal.sql;

import static io.kvstore.internal.sql.Writes.NEVER;
import static io.kvstore.internal.sql.Writes.WHILE_ALIVE;

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
            version = CASE WHEN {dead} THEN GREATEST(version + 1, clock) ELSE version END,
            expires_at = CASE WHEN {dead} THEN {upserted} ELSE expires_at END""";

    private static final String UPDATE = """
            UPDATE {table} {primary}
            SET clock = {alive}, {mark}{value}version = GREATEST(version + 1, clock), expires_at = {expiry}
            WHERE k = :key AND expires_at > {now} DIV 1000 AND {guard}""";

    static final Writes TEMPLATES = new Writes(filled(PUT), filled(PUT_IF_ABSENT), filled(UPDATE), "clock DIV 1000");

    private MySqlWrites() {}

    private static String filled(String template) {
        return template.replace("{dead}", DEAD).replace("{upserted}", UPSERTED).replace("{alive}", WHILE_ALIVE);
    }
}
