package io.kvstore.internal.sql;

import static java.util.Collections.nCopies;
import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/**
 * Every statement on a namespace's table, for one dialect. Each of the hot ones is one round trip and carries its own
 * clock: for reads {@code {ms}}, the database's time in ms since 1970, fixed when the statement starts and so no later than
 * what it sees; for writes {@code {now}}, in microseconds, read when the row is locked ({@link Writes}). {@code {us}} is
 * {@code {ms}} in microseconds. {@code {ttl}} is a parameter that is a whole number even where it is null: MySQL would take a bare null for a float.
 *
 * <p>{@code expires_at} is in ms: the largest BIGINT for never, and for a deleted row (a tombstone, kept for the
 * reaper's grace) the time of the delete, negated. So "alive" is one comparison, and what the reaper may take is one
 * range of one index. {@code version} grows with every write, also over a delete and a reap. {@code clock} is when the row
 * was last written, in microseconds; {@code mark} names the shared statement that changed it last.
 */
public final class Statements {

    /** What is left of a row's time-to-live, in ms; null for ever. */
    static final String LEFT = "CASE WHEN expires_at < {never} THEN expires_at - {ms} END";

    /**
     * A row that expired less than this long ago, in ms, is seen by reads, as expired: a write that found it alive may be
     * about to commit. It is longer than a commit takes.
     */
    private static final long RECENTLY = 60_000;

    private static final String ALIVE = "expires_at > {ms}";
    private static final String ALIVE_OR_RECENTLY = "expires_at > {ms} - " + RECENTLY;

    private static final long MAX_KEPT = 8 * 1024 * 1024;

    /** What a reaper may take. Parameters: the grace in ms, twice. */
    private static final String DEAD = "expires_at > ? - {ms} AND expires_at <= {ms} - ?";

    /** What an upsert inserts. */
    private static final String ROW = "(:key, :value, {us}, COALESCE({ms} + {ttl}, {never}), {us}, {mark_number})";

    private final Dialect dialect;
    private final String table;
    private final Map<Update, WriteText> updates = new ConcurrentHashMap<>();
    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private final Map<Columns, String> gets = new EnumMap<>(Columns.class);
    private final AtomicLong kept = new AtomicLong(); // characters of them

    public final WriteText put;
    public final WriteText putIfAbsent;
    private final String changed;
    public final String lockNow;
    public final String oldestExpired;

    Statements(Dialect dialect, String table) {
        this.dialect = dialect;
        this.table = table;
        Writes writes = dialect.writes();
        for (Columns columns : Columns.values()) {
            gets.put(columns, text("SELECT " + columns.alone + " FROM {table} WHERE k = ? AND " + ALIVE_OR_RECENTLY));
        }
        put = new WriteText(upsert("<row>" + ROW + "</row>", writes.put()));
        putIfAbsent = new WriteText(upsert("<row>" + ROW + "</row>", writes.putIfAbsent()));
        changed = text("SELECT k FROM {table} {primary} WHERE k IN ");
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

    /** Parameter: the key. Row: the columns, if it is alive or expired recently. */
    public String get(Columns columns) {
        return requireNonNull(gets.get(columns));
    }

    /**
     * Parameters: keys. Several times the same key is as good as once. Rows: the key, then the columns, of those that are
     * alive or expired recently.
     *
     * @param maxBytes what the values may be together: one of more than its share is told by its length alone
     */
    public String getAll(Columns columns, int keys, int maxBytes) {
        return perArity(
                "get " + columns, keys, arity -> select(columns, arity, maxBytes) + " AND " + ALIVE_OR_RECENTLY);
    }

    /** As {@link #getAll}, of all rows that nobody else holds: nobody is about to commit a write to them. */
    public String getAllFree(Columns columns, int keys, int maxBytes) {
        return perArity("get free " + columns, keys, arity -> select(columns, arity, maxBytes) + " {share}");
    }

    private static String select(Columns columns, int keys, int maxBytes) {
        return "SELECT k, " + columns.shared(maxBytes / keys) + " FROM {table} {primary} WHERE k IN (" + marks(keys)
                + ")";
    }

    /** Parameters: keys. Rows: the keys of those rows that nobody else holds. */
    public String lockFree(int keys) {
        return perArity(
                "lock free",
                keys,
                arity -> "SELECT k FROM {table} {primary} WHERE k IN (" + marks(arity) + ") FOR UPDATE SKIP LOCKED");
    }

    /** Parameters per row: key, value, time-to-live in ms or null. Rows with one key are written in their order. */
    public String putAll(int rows) {
        return perArity(
                "put",
                rows,
                arity -> WriteText.withParameters(upsert(
                        String.join(", ", nCopies(arity, ROW)), dialect.writes().put())));
    }

    private String upsert(String rows, String update) {
        return text("INSERT INTO {table} (k, v, version, expires_at, clock, mark) VALUES " + rows
                + " ON DUPLICATE KEY UPDATE\n" + update);
    }

    /** A write to a row that is alive. */
    public WriteText update(Update update) {
        return updates.computeIfAbsent(update, this::make);
    }

    private WriteText make(Update update) {
        Writes writes = dialect.writes();
        return new WriteText(text(writes.update()
                .replace("{value}", update.value().isEmpty() ? "" : "v = " + update.value() + ", ")
                .replace("{expiry}", update.expiry())
                .replace("{guard}", update.guard())
                .replace("{clock_ms}", writes.clockMs())));
    }

    /**
     * Does writes together in one round trip and brings back the keys of the rows that were changed. It marks what it
     * changes, and looks for its mark before others can write there. It is one text, so that its locks do not wait for the
     * client.
     *
     * @param rows of different keys, in their order
     * @param mark a random number
     */
    public String together(WriteText write, List<Arguments> rows, long mark) {
        List<String> keys = WriteText.keys(rows);
        return "BEGIN; " + write.together(keys, rows, mark) + "; " + changed + "(" + String.join(", ", keys)
                + ") AND mark = " + mark + "; COMMIT AND NO CHAIN NO RELEASE";
    }

    /**
     * Parameters: the expiry to start from, twice, and the key to start behind if it has that expiry; the grace in ms
     * twice; most rows. Reads the index alone, without locks.
     *
     * @param size whether to bring back the length of the values, in a third column
     * @param hint whether to insist on the index, which fails where it is missing
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
     * Parameters: keys, then the grace in ms twice. By primary key alone, and none that is locked: see docs/LOCKING.md.
     */
    public String deleteExpired(int keys) {
        return perArity(
                "delete expired", keys, arity -> dialect.deleteUnlocked("k IN (" + marks(arity) + ") AND " + DEAD));
    }

    /** As {@link #deleteExpired}, of those rows alone that still are as they were seen. Then parameters: key, version of each. */
    public String deleteSeen(int keys) {
        return perArity(
                "delete seen",
                keys,
                arity -> dialect.deleteUnlocked("k IN (" + marks(arity) + ") AND " + DEAD + " AND (k, version) IN ("
                        + String.join(", ", nCopies(arity, "(?, ?)")) + ")"));
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
        return dialect.fill(template.replace("{alive}", ALIVE))
                .replace("{never}", Writes.NEVER)
                .replace("{table}", table);
    }
}
