package io.kvstore.internal.sql;

import static java.util.Collections.nCopies;
import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/**
 * All statements on a namespace's table, for one dialect. Each frequent statement is one round trip and reads the clock
 * itself. Reads use {@code {ms}}, the database's time in ms since 1970. It is fixed when the statement starts, so it is
 * not later than what the statement sees. Writes use {@code {now}}, in microseconds, which is read when the row is
 * locked ({@link Writes}). {@code {us}} is {@code {ms}} in microseconds. {@code {ttl}} is a parameter, cast to a whole
 * number: MySQL would treat a bare null as a float.
 *
 * <p>{@code expires_at} is in ms. It is the largest BIGINT for a key that never expires. For a tombstone (a deleted row
 * that is kept for the reaper's grace) it is the time of the delete, negated. So "alive" is one comparison, and the
 * rows that the reaper may delete are one range of one index. {@code version} grows with every write, also over a
 * delete and a reap. {@code clock} is when the row was last written, in microseconds. {@code mark} identifies the
 * shared statement that changed the row last.
 */
public final class Statements {

    /** The remaining time of a row, in ms; null if it never expires. */
    static final String LEFT = "CASE WHEN expires_at < {never} THEN expires_at - {ms} END";

    /**
     * Reads also return rows that expired less than this long ago, in ms: a write that found the row alive may be about
     * to commit. It is longer than a commit takes.
     */
    private static final long RECENTLY = 60_000;

    private static final String ALIVE = "expires_at > {ms}";
    private static final String ALIVE_OR_RECENTLY = "expires_at > {ms} - " + RECENTLY;

    private static final long MAX_KEPT = 8 * 1024 * 1024;

    /** Rows that the reaper may delete. Parameters: the grace in ms, twice. */
    private static final String DEAD = "expires_at > ? - {ms} AND expires_at <= {ms} - ?";

    /** What an upsert inserts: an expression of the value, and one of the version. */
    private static String row(String value, String version) {
        return "(:key, " + value + ", " + version + ", COALESCE({ms} + {ttl}, {never}), {us}, {mark_number})";
    }

    private final Dialect dialect;
    private final String table;
    private final Map<Update, WriteText> updates = new ConcurrentHashMap<>();
    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private final Map<Columns, String> gets = new EnumMap<>(Columns.class);
    private final AtomicLong kept = new AtomicLong(); // characters of them

    public final WriteText put;
    public final WriteText putIfAbsent;
    public final WriteText increment;
    private final String putRow;
    public final String lockNow;
    public final String oldestExpired;

    Statements(Dialect dialect, String table) {
        this.dialect = dialect;
        this.table = table;
        Writes writes = dialect.writes();
        for (Columns columns : Columns.values()) {
            gets.put(columns, text("SELECT " + columns.alone + " FROM {table} WHERE k = ? AND " + ALIVE_OR_RECENTLY));
        }
        putRow = row(":value", "{us}");
        put = upsert(putRow, writes.put(), Returning.NOTHING);
        putIfAbsent = upsert(row(":value", "{id}({us})"), writes.putIfAbsent(), Returning.VERSION);
        increment = upsert(row(writes.count(), "{us}"), writes.increment(), Returning.NUMBER);
        lockNow = text("SELECT k FROM {table} {primary} WHERE k = ? FOR UPDATE NOWAIT");
        oldestExpired = text("""
                SELECT GREATEST(
                  COALESCE((SELECT {ms} - MIN(expires_at) FROM {table} WHERE expires_at > 0 AND expires_at <= {ms}), -1),
                  COALESCE((SELECT {ms} + MAX(expires_at) FROM {table} WHERE expires_at <= 0), -1))""");
    }

    /** The name of the table. */
    public String table() {
        return table;
    }

    /** Parameter: the key. Row: the columns, if the row is alive or expired recently. */
    public String get(Columns columns) {
        return requireNonNull(gets.get(columns));
    }

    /**
     * Parameters: keys; repeating a key changes nothing. Rows: the key, then the columns, of rows that are alive or
     * expired recently.
     *
     * @param maxBytes the most bytes of all values together; of a value that is larger than its share only the length
     *     is returned
     */
    public String getAll(Columns columns, int keys, int maxBytes) {
        return perArity(
                "get " + columns, keys, arity -> select(columns, arity, maxBytes) + " AND " + ALIVE_OR_RECENTLY);
    }

    /** As {@link #getAll}, but returns all rows that nobody has locked, so no write to them is about to commit. */
    public String getAllFree(Columns columns, int keys, int maxBytes) {
        return perArity("get free " + columns, keys, arity -> select(columns, arity, maxBytes) + " {share}");
    }

    private static String select(Columns columns, int keys, int maxBytes) {
        return "SELECT k, " + columns.shared(maxBytes / keys) + " FROM {table} {primary} WHERE k IN (" + marks(keys)
                + ")";
    }

    /** Parameters: keys. Rows: the keys of the rows that nobody else has locked. */
    public String lockFree(int keys) {
        return perArity(
                "lock free",
                keys,
                arity -> "SELECT k FROM {table} {primary} WHERE k IN (" + marks(arity) + ") FOR UPDATE SKIP LOCKED");
    }

    /**
     * Parameters per row: key, value, time-to-live in ms or null. Rows with the same key are written in their order.
     */
    public String putAll(int rows) {
        return perArity(
                "put",
                rows,
                arity -> WriteText.withParameters(upsert(
                        String.join(", ", nCopies(arity, putRow)),
                        dialect.writes().put())));
    }

    private WriteText upsert(String row, String update, Returning returning) {
        return write(upsert("<row>" + row + "</row>", update), returning);
    }

    private String upsert(String rows, String update) {
        return text("INSERT INTO {table} (k, v, version, expires_at, clock, mark) VALUES " + rows
                + " ON DUPLICATE KEY UPDATE\n" + update);
    }

    /** A write to a live row. */
    public WriteText update(Update update) {
        return updates.computeIfAbsent(update, this::make);
    }

    private WriteText make(Update update) {
        Writes writes = dialect.writes();
        return write(
                text(writes.update()
                        .replace("{value}", update.value().isEmpty() ? "" : "v = " + update.value() + ", ")
                        .replace("{expiry}", update.expiry())
                        .replace("{guard}", update.guard())
                        .replace("{clock_ms}", writes.clockMs())),
                update.returning());
    }

    private WriteText write(String template, Returning returning) {
        return new WriteText(
                template,
                returning,
                text("SELECT k, " + returning.columns + " FROM {table} {primary} WHERE k IN ("),
                text(returning.others.replace("{alive_or_recently}", ALIVE_OR_RECENTLY)));
    }

    /**
     * Parameters: the expiry to start from, twice; the key to start behind if it has that expiry; the grace in ms,
     * twice; the most rows. Reads only the index, without locks.
     *
     * @param size whether to return the length of the value, in a third column
     * @param hint whether to force the index; fails if it is missing
     */
    public String findExpired(boolean size, boolean hint) {
        return perArity(
                "find expired " + size + hint,
                0,
                none -> "SELECT k, expires_at, " + (size ? "LENGTH(v)" : "0") + " FROM {table} "
                        + (hint ? "{expires}" : "")
                        + " WHERE expires_at >= ? AND (expires_at > ? OR k > ?) AND " + DEAD
                        + " ORDER BY expires_at, k LIMIT ?");
    }

    /** Parameters: keys, then the grace in ms twice. */
    public String readExpired(int keys) {
        return perArity(
                "read expired",
                keys,
                arity -> "SELECT k, v, version, expires_at FROM {table} {primary} WHERE k IN (" + marks(arity)
                        + ") AND " + DEAD);
    }

    /**
     * Parameters: keys, then the grace in ms, twice. Uses the primary key and skips locked rows; see docs/LOCKING.md.
     */
    public String deleteExpired(int keys) {
        return perArity(
                "delete expired", keys, arity -> dialect.deleteUnlocked("k IN (" + marks(arity) + ") AND " + DEAD));
    }

    /**
     * As {@link #deleteExpired}, but only rows that were not written since they were read. More parameters: key and
     * version of each.
     */
    public String deleteSeen(int keys) {
        return perArity(
                "delete seen",
                keys,
                arity -> dialect.deleteUnlocked("k IN (" + marks(arity) + ") AND " + DEAD + " AND (k, version) IN ("
                        + String.join(", ", nCopies(arity, "(?, ?)")) + ")"));
    }

    /** Makes a text, or returns a kept one. It keeps texts up to {@link #MAX_KEPT} characters in all. */
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
        return dialect.fill(template.replace("{alive}", ALIVE))
                .replace("{never}", Writes.NEVER)
                .replace("{table}", table);
    }
}
