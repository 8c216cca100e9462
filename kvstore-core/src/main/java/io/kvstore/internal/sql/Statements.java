package io.kvstore.internal.sql;

import static java.util.Collections.nCopies;
import static java.util.stream.Collectors.joining;

import com.google.common.io.BaseEncoding;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

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

    /** What is left of a row's time-to-live, in ms; null for ever. */
    static final String LEFT = "CASE WHEN expires_at < 9223372036854775807 THEN expires_at - {ms} END";

    private static final long MAX_KEPT = 8 * 1024 * 1024;

    private static final String INSERT = """
            INSERT INTO {table} (k, v, version, expires_at)
            VALUES {rows}
            ON DUPLICATE KEY UPDATE
            """;

    private static final String ROW = "(?, ?, {us}, COALESCE({ms} + {ttl}, 9223372036854775807))";

    private static final String DELETE = """
            UPDATE {table} {primary}
            SET v = X'', version = GREATEST(version + 1, {us}), expires_at = -{ms}
            WHERE k = ? AND expires_at > {ms}""";

    private final Dialect dialect;
    private final String table;
    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private final AtomicLong kept = new AtomicLong(); // characters of them

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
        getEntry = text("SELECT v, version, " + LEFT + " FROM {table} WHERE k = ? AND expires_at > {ms}");
        put = putAll(1);
        delete = text(DELETE);
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
        ttl = text("SELECT " + LEFT + " FROM {table} WHERE k = ? AND expires_at > {ms}");
        findExpired = findExpired("0");
        findExpiredWithSize = findExpired("LENGTH(v)");
        oldestExpired = text("""
                SELECT GREATEST(
                  COALESCE((SELECT {ms} - MIN(expires_at) FROM {table} WHERE expires_at > 0 AND expires_at <= {ms}), -1),
                  COALESCE((SELECT {ms} + MAX(expires_at) FROM {table} WHERE expires_at <= 0), -1))""");
    }

    /**
     * Parameters: keys. Several times the same key is as good as once. Rows: the key, then the columns.
     *
     * @param maxBytes what the values may be together: one of more than its share is told by its length alone
     */
    public String getAll(Columns columns, int keys, int maxBytes) {
        return perArity(
                "get " + columns,
                keys,
                arity -> "SELECT k, " + columns.sql.replace("{most}", Integer.toString(maxBytes / arity))
                        + " FROM {table} {primary} WHERE k IN (" + marks(arity) + ") AND expires_at > {ms}");
    }

    /** Parameters: per row key, value, time-to-live in ms or null. Rows with one key are written in their order. */
    public String putAll(int rows) {
        return perArity("put", rows, arity -> INSERT.replace("{rows}", String.join(", ", nCopies(arity, ROW))) + """
                        v = VALUES(v), version = GREATEST(version + 1, VALUES(version)), expires_at = VALUES(expires_at)""");
    }

    /**
     * Deletes in one round trip and brings back the keys that were there. It marks what it deletes, and looks for its mark
     * before others can write there: to look first would miss a key that is put in between. It is one text, so that its
     * locks do not wait for the client.
     *
     * @param mark found nowhere else
     */
    public String deleteAll(List<byte[]> keys, byte[] mark) {
        String list = keys.stream().map(Statements::literal).collect(joining(", "));
        return text("BEGIN; "
                + DELETE.replace("v = X''", "v = " + literal(mark)).replace("k = ?", "k IN (" + list + ")")
                + "; SELECT k FROM {table} {primary} WHERE k IN (" + list + ") AND expires_at <= 0 AND v = "
                + literal(mark) + "; COMMIT AND NO CHAIN NO RELEASE");
    }

    private static String literal(byte[] bytes) {
        return "X'" + BaseEncoding.base16().encode(bytes) + "'";
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
        return perArity(
                "read expired",
                keys,
                arity -> "SELECT k, v, version, expires_at FROM {table} {primary} WHERE k IN (" + marks(arity)
                        + ") AND expires_at > 0 AND expires_at <= {ms} - ?");
    }

    /** Parameters: keys, then the grace in ms twice. By primary key alone: see docs/LOCKING.md. */
    public String deleteExpired(int keys) {
        return perArity(
                "delete expired",
                keys,
                arity -> dialect.deleteByPrimary() + " WHERE k IN (" + marks(arity)
                        + ") AND expires_at > ? - {ms} AND expires_at <= {ms} - ?");
    }

    /** Texts of the sizes that are used most are kept. */
    private String perArity(String name, int arity, IntFunction<String> template) {
        String id = name + " " + arity;
        String known = texts.get(id);
        if (known != null) {
            return known;
        }
        String text = text(template.apply(arity));
        if (kept.addAndGet(text.length()) <= MAX_KEPT) {
            texts.putIfAbsent(id, text);
        }
        return text;
    }

    private static String marks(int count) {
        return String.join(", ", nCopies(count, "?"));
    }

    private String text(String template) {
        return dialect.fill(template).replace("{table}", table);
    }
}
