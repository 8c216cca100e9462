package io.kvstore.internal.sql;

import static java.util.Collections.nCopies;

/**
 * Every statement on a namespace's table, for one dialect. Each of the hot ones is one round trip and carries its own
 * clock: {@code {ms}} and {@code {us}} are the database's time since 1970, fixed at the start of the statement.
 * {@code {ttl}} is a parameter that is a whole number even where it is null: MySQL would take a bare null for a float.
 *
 * <p>{@code expires_at} is in ms: the largest BIGINT for never, and for a deleted row (a tombstone, kept for the
 * reaper's grace) the time of the delete, negated. So "alive" is one comparison, and what the reaper may take is one
 * range of one index. {@code version} grows with every write, also over a delete and a reap.
 */
public final class Statements {

    /** The expiry of a row that never expires. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final String INSERT = """
            INSERT INTO {table} (k, v, version, expires_at)
            VALUES {rows}
            ON DUPLICATE KEY UPDATE
            """;

    private static final String ROW = "(?, ?, {us}, COALESCE({ms} + {ttl}, 9223372036854775807))";

    private final Dialect dialect;
    private final String table;

    public final String get;
    public final String getEntry;
    public final String put;
    public final String delete;
    public final String putIfAbsent;
    public final String compareAndSet;
    public final String expire;
    public final String ttl;
    public final String findExpired;
    public final String findExpiredWithSize;
    public final String oldestExpired;

    Statements(Dialect dialect, String table) {
        this.dialect = dialect;
        this.table = table;
        get = text("SELECT v FROM {table} WHERE k = ? AND expires_at > {ms}");
        getEntry = text("""
                SELECT v, version, CASE WHEN expires_at < 9223372036854775807 THEN expires_at - {ms} END
                FROM {table} WHERE k = ? AND expires_at > {ms}""");
        put = putAll(1);
        delete = deleteAll(1);
        // The guard column is assigned last: MySQL assigns from left to right.
        putIfAbsent = text(INSERT.replace("{rows}", ROW) + """
                v = CASE WHEN expires_at <= {ms} THEN VALUES(v) ELSE v END,
                version = CASE WHEN expires_at <= {ms} THEN GREATEST(version + 1, VALUES(version)) ELSE version END,
                expires_at = CASE WHEN expires_at <= {ms} THEN VALUES(expires_at) ELSE expires_at END""");
        compareAndSet = text("""
                UPDATE {table}
                SET v = ?, version = GREATEST(version + 1, {us}), expires_at = COALESCE({ms} + {ttl}, 9223372036854775807)
                WHERE k = ? AND version = ? AND expires_at > {ms}""");
        expire = text("""
                UPDATE {table}
                SET version = GREATEST(version + 1, {us}), expires_at = COALESCE({ms} + {ttl}, 9223372036854775807)
                WHERE k = ? AND expires_at > {ms}""");
        ttl = text("""
                SELECT CASE WHEN expires_at < 9223372036854775807 THEN expires_at - {ms} END
                FROM {table} WHERE k = ? AND expires_at > {ms}""");
        findExpired = findExpired("0");
        findExpiredWithSize = findExpired("LENGTH(v)");
        oldestExpired = text("""
                SELECT GREATEST(
                  COALESCE((SELECT {ms} - MIN(expires_at) FROM {table} WHERE expires_at > 0 AND expires_at <= {ms}), -1),
                  COALESCE((SELECT {ms} + MAX(expires_at) FROM {table} WHERE expires_at <= 0), -1))""");
    }

    /** Parameters: keys. Several times the same key is as good as once. */
    public String getAll(int keys) {
        return text("SELECT k, v FROM {table} {primary} WHERE k IN ({keys}) AND expires_at > {ms}", keys);
    }

    /** Parameters: per row key, value, time-to-live in ms or null. */
    public String putAll(int rows) {
        return text(INSERT.replace("{rows}", String.join(", ", nCopies(rows, ROW))) + """
                v = VALUES(v), version = GREATEST(version + 1, VALUES(version)), expires_at = VALUES(expires_at)""");
    }

    /** Parameters: keys. Several times the same key is as good as once. */
    public String deleteAll(int keys) {
        return text("""
                UPDATE {table} {primary}
                SET v = X'', version = GREATEST(version + 1, {us}), expires_at = -{ms}
                WHERE k IN ({keys}) AND expires_at > {ms}""", keys);
    }

    /** Parameters: expires_at to start from, grace in ms twice, most rows. Reads the index alone, without locks. */
    private String findExpired(String size) {
        return text("""
                SELECT k, expires_at, {size} FROM {table} {expires}
                WHERE expires_at >= ? AND expires_at > ? - {ms} AND expires_at <= {ms} - ?
                ORDER BY expires_at LIMIT ?""".replace("{size}", size));
    }

    /** Parameters: keys, then the grace in ms. */
    public String readExpired(int keys) {
        return text("""
                SELECT k, v, version, expires_at FROM {table} {primary}
                WHERE k IN ({keys}) AND expires_at > 0 AND expires_at <= {ms} - ?""", keys);
    }

    /** Parameters: keys, then the grace in ms twice. By primary key alone: see docs/LOCKING.md. */
    public String deleteExpired(int keys) {
        return text(
                dialect.deleteByPrimary() + " WHERE k IN ({keys}) AND expires_at > ? - {ms} AND expires_at <= {ms} - ?",
                keys);
    }

    private String text(String template, int keys) {
        return text(template.replace("{keys}", String.join(", ", nCopies(keys, "?"))));
    }

    private String text(String template) {
        return dialect.fill(template).replace("{table}", table);
    }
}
