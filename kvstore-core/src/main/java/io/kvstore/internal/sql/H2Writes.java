package io.kvstore.internal.sql;

import static io.kvstore.internal.sql.Writes.NEVER;
import static io.kvstore.internal.sql.Writes.WHILE_ALIVE;

/**
 * The writes on H2. It evaluates what is assigned when the row is locked, in the order of the table's columns, but sees the
 * old row in all of it: so the clock is held by a variable of the session, which the first assignment sets. A WHERE that was
 * evaluated before a wait is evaluated again only if the row was changed meanwhile: so it looks for its row under a lock.
 */
final class H2Writes {

    private static final String CLOCK = "CAST(@kv_clock AS BIGINT)";

    private static final String EXPIRY = "CASE WHEN VALUES(expires_at) = " + NEVER + " THEN " + NEVER
            + " ELSE {clock} / 1000 + VALUES(expires_at) END";

    private static final String LOCKED = "k = (SELECT k FROM {table} WHERE k = ? FOR UPDATE)";

    private static final String PUT = """
            v = CASE WHEN VALUES(version) = 0 THEN v ELSE VALUES(v) END,
            version = CASE WHEN VALUES(version) = 0 THEN version ELSE GREATEST(version + 1, SET(@kv_clock, {now})) END,
            expires_at = CASE WHEN VALUES(version) = 0 THEN expires_at ELSE {expiry} END,
            clock = CASE WHEN VALUES(version) = 0 THEN clock ELSE {clock} END""";

    /** No AND: H2 writes this anew for itself, and then takes a VALUES behind a bracket for a query. */
    private static final String PUT_IF_ABSENT = """
            v = CASE WHEN VALUES(version) = 0 THEN v
              WHEN expires_at <= SET(@kv_clock, {now}) / 1000 THEN VALUES(v) ELSE v END,
            version = CASE WHEN VALUES(version) = 0 THEN version
              WHEN expires_at <= {clock} / 1000 THEN GREATEST(version + 1, {clock}) ELSE version END,
            expires_at = CASE WHEN VALUES(version) = 0 THEN expires_at
              WHEN expires_at <= {clock} / 1000 THEN {expiry} ELSE expires_at END,
            clock = CASE WHEN VALUES(version) = 0 THEN clock
              WHEN expires_at <= {clock} / 1000 THEN {clock} ELSE clock END""";

    private static final String COMPARE_AND_SET = """
            UPDATE {table}
            SET v = ?, version = GREATEST(version + 1, SET(@kv_clock, {alive})),
              expires_at = COALESCE({clock} / 1000 + {ttl}, {never}), clock = {clock}
            WHERE {locked} AND version = ? AND expires_at > {now} / 1000""";

    private static final String EXPIRE = """
            UPDATE {table}
            SET version = GREATEST(version + 1, SET(@kv_clock, {alive})),
              expires_at = COALESCE({clock} / 1000 + {ttl}, {never}), clock = {clock}
            WHERE {locked} AND expires_at > {now} / 1000""";

    private static final String DELETE = """
            UPDATE {table}
            SET v = X'', version = GREATEST(version + 1, SET(@kv_clock, {alive})),
              expires_at = -({clock} / 1000), clock = {clock}
            WHERE {locked} AND expires_at > {now} / 1000""";

    static final Writes TEMPLATES =
            new Writes(filled(PUT), filled(PUT_IF_ABSENT), filled(COMPARE_AND_SET), filled(EXPIRE), filled(DELETE));

    private H2Writes() {}

    private static String filled(String template) {
        return template.replace("{expiry}", EXPIRY)
                .replace("{alive}", WHILE_ALIVE)
                .replace("{locked}", LOCKED)
                .replace("{clock}", CLOCK);
    }
}
