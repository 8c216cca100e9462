package io.kvstore.internal.sql;

import java.util.List;
import java.util.Optional;

/**
 * The indexes of a namespace's table, and whether statements can rely on them.
 *
 * @param table the table
 * @param columns each column of each index, in order
 */
public record Indexes(String table, List<Column> columns) {

    private static final String PRIMARY = "PRIMARY";

    public Indexes {
        columns = List.copyOf(columns);
    }

    /**
     * A column of an index.
     *
     * @param index the name of the index
     * @param name the name of the column
     * @param whole whether the whole column is indexed, not only a prefix
     * @param unique whether the index is unique
     * @param usable whether the optimizer can see the index
     */
    public record Column(String index, String name, boolean whole, boolean unique, boolean usable) {

        private boolean is(String column) {
            return name.equalsIgnoreCase(column) && whole && usable;
        }
    }

    /** Why the table is unfit, if it is. An upsert overwrites the row that any unique index finds. */
    public Optional<String> refusal() {
        List<Column> primary = of(PRIMARY);
        if (primary.size() != 1 || !primary.get(0).is("k")) {
            return Optional.of(
                    "the primary key of table " + table
                            + " is not the whole column k, so different keys could be the same: create it as `kv schema` prints it");
        }
        return columns.stream()
                .filter(column -> column.unique() && !column.index().equals(PRIMARY))
                .findFirst()
                .map(column -> "table " + table + " has a unique index " + column.index()
                        + ", so a put could overwrite another key: drop it");
    }

    /** Why the reaper is slow, if it is, and what to do. */
    public Optional<String> warning() {
        List<Column> expires = of(table + "_expires");
        return expires.isEmpty() || !expires.get(0).is("expires_at") ? Optional.of(missing(table)) : Optional.empty();
    }

    /** The warning about a missing index on the expiry. */
    public static String missing(String table) {
        String index = table + "_expires";
        return "index " + index + " on column expires_at of table " + table
                + " is missing or invisible: the reaper works"
                + " without it, and may read the whole table each time; run CREATE INDEX " + index + " ON " + table
                + " (expires_at), or make it visible";
    }

    private List<Column> of(String index) {
        return columns.stream()
                .filter(column -> column.index().equalsIgnoreCase(index))
                .toList();
    }
}
