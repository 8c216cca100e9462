package io.kvstore.internal.engine.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Checks that a table on MySQL or MariaDB is as statements need it, and says what to do if not. */
final class TableCheck {

    private static final Set<String> BYTES = Set.of("varbinary", "blob", "mediumblob", "longblob");

    private final Handle handle;
    private final String table;
    private final String ddl;

    /** {@code ddl} is the statement that creates the table. */
    TableCheck(Handle handle, String table, String ddl) {
        this.handle = handle;
        this.table = table;
        this.ddl = ddl;
    }

    private record Column(
            String name,
            String type,
            long bytes,
            boolean nullable,
            @Nullable String defaultValue,
            String extra) {

        /** Whether a row can be inserted without naming this column. */
        boolean fillsItself() {
            return nullable || defaultValue != null || !extra.isEmpty();
        }
    }

    /** Why the table is unfit for values of this size. */
    List<String> refusals(int maxValueBytes) {
        List<String> refusals = new ArrayList<>();
        String engine = text("SELECT COALESCE(engine, table_type) FROM information_schema.tables"
                + " WHERE table_schema = DATABASE() AND table_name = ?");
        if (!engine.equalsIgnoreCase("InnoDB")) {
            refusals.add("table " + table + " is kept by " + engine + ", which has no transactions: ALTER TABLE "
                    + table + " ENGINE = InnoDB");
        }
        List<Column> columns = columns();
        type(columns, "k", 263, BYTES).ifPresent(refusals::add);
        type(columns, "v", maxValueBytes, BYTES).ifPresent(refusals::add);
        type(columns, "version", 0, Set.of("bigint")).ifPresent(refusals::add);
        type(columns, "expires_at", 0, Set.of("bigint")).ifPresent(refusals::add);
        columns.stream()
                .filter(column -> !ddl.contains("\n  " + column.name() + " ") && !column.fillsItself())
                .map(column -> "column " + column.name() + " of table " + table
                        + " was added without a default, so no row can be inserted: give it one, or drop it")
                .forEach(refusals::add);
        primaryKey().ifPresent(refusals::add);
        names("SELECT DISTINCT index_name FROM information_schema.statistics WHERE table_schema = DATABASE()"
                        + " AND table_name = ? AND non_unique = 0 AND index_name <> 'PRIMARY'")
                .forEach(index -> refusals.add("table " + table + " has another unique index, " + index
                        + ", so a put of one key could overwrite another's row: drop it"));
        return refusals;
    }

    private Optional<String> primaryKey() {
        List<String> key = names("SELECT column_name FROM information_schema.statistics WHERE table_schema = DATABASE()"
                + " AND table_name = ? AND index_name = 'PRIMARY' ORDER BY seq_in_index");
        return key.equals(List.of("k"))
                ? Optional.empty()
                : Optional.of(
                        "the primary key of table " + table + " is " + key + ", and must be [k]: each key has one row");
    }

    private Optional<String> type(List<Column> columns, String name, long minBytes, Set<String> types) {
        Optional<Column> found =
                columns.stream().filter(column -> column.name().equals(name)).findFirst();
        if (found.isEmpty()) {
            return Optional.of("table " + table + " has no column " + name + ": it is not one that `kv schema` prints");
        }
        Column column = found.get();
        return types.contains(column.type()) && column.bytes() >= minBytes
                ? Optional.empty()
                : Optional.of("column " + name + " of table " + table + " is " + column.type()
                        + (column.bytes() > 0 ? " of " + column.bytes() + " bytes" : "")
                        + ": `kv schema` prints what it"
                        + " must be");
    }

    /** Warnings. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        names("SELECT trigger_name FROM information_schema.triggers WHERE event_object_schema = DATABASE()"
                        + " AND event_object_table = ?")
                .forEach(trigger -> warnings.add("table " + table + " has a trigger, " + trigger
                        + ": it runs with each write, and its errors fail the write"));
        names("SELECT constraint_name FROM information_schema.key_column_usage WHERE table_schema = DATABASE()"
                        + " AND table_name = ? AND referenced_table_name IS NOT NULL")
                .forEach(key -> warnings.add("table " + table + " has a foreign key, " + key
                        + ": writes wait for locks on the rows that it checks"));
        return warnings;
    }

    private List<Column> columns() {
        return handle.createQuery("SELECT column_name, data_type, COALESCE(character_octet_length, 0), is_nullable,"
                        + " column_default, extra FROM information_schema.columns"
                        + " WHERE table_schema = DATABASE() AND table_name = ?")
                .bind(0, table)
                .map((row, context) -> new Column(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getString(4).equals("YES"),
                        row.getString(5),
                        row.getString(6)))
                .list();
    }

    private List<String> names(String sql) {
        return handle.createQuery(sql).bind(0, table).mapTo(String.class).list();
    }

    private String text(String sql) {
        return handle.createQuery(sql)
                .bind(0, table)
                .mapTo(String.class)
                .findOne()
                .orElse("nobody");
    }
}
