package io.kvstore.internal.sql;

import static io.kvstore.internal.sql.Writes.NEVER;
import static io.kvstore.internal.sql.Writes.WHILE_ALIVE;

/**
 * The writes on H2. H2 evaluates assignments when the row is locked, in the order of the table's columns, but all of
 * them see the old row. So a session variable holds the clock, and the first assignment sets it. A WHERE sees the row
 * as it was when the statement started, before any wait. So the condition reads the row with a query that locks it.
 */
final class H2Writes {

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
            version = CASE WHEN expires_at <= {clock} / 1000 THEN GREATEST(version + 1, {clock}) ELSE version END,
            expires_at = CASE WHEN expires_at <= {clock} / 1000 THEN {upserted} ELSE expires_at END,
            clock = CASE WHEN expires_at <= {clock} / 1000 THEN {clock} ELSE clock END""";

    private static final String UPDATE = """
            UPDATE {table}
            SET {value}version = GREATEST(version + 1, SET(@kv_clock, {alive})), expires_at = {expiry}, clock = {clock}
            WHERE k = :key AND (
              SELECT CASE WHEN expires_at > {now} / 1000 AND {guard} THEN 1 END
              FROM {table} AS row_now WHERE row_now.k = {table}.k FOR UPDATE) = 1""";

    static final Writes TEMPLATES = new Writes(filled(PUT), filled(PUT_IF_ABSENT), filled(UPDATE), CLOCK + " / 1000");

    private H2Writes() {}

    private static String filled(String template) {
        return template.replace("{upserted}", UPSERTED)
                .replace("{alive}", WHILE_ALIVE)
                .replace("{clock}", CLOCK);
    }
}
