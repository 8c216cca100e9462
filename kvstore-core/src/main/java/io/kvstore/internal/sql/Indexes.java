package io.kvstore.internal.sql;

import java.util.List;
import java.util.Optional;

/**
 * The indexes of a namespace's table, and whether statements can stand on them.
 *
 * @param table which table
 * @param columns each column of each index, in their order
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
     * @param whole not only a prefix of it
     * @param unique the index refuses what it holds
     * @param usable the index is not hidden from the optimizer
     */
    public record Column(String index, String name, boolean whole, boolean unique, boolean usable) {

        private boolean is(String column) {
            return name.equalsIgnoreCase(column) && whole && usable;
        }
    }

    /** What makes the table unfit, in words. An upsert overwrites whatever row any unique index finds. */
    public Optional<String> refusal() {
        List<Column> primary = of(PRIMARY);
        if (primary.size() != 1 || !primary.get(0).is("k")) {
            return Optional.of("the primary key of table " + table
                    + " is not the whole of column k: keys could not be told apart; make it as `kv schema` prints it");
        }
        return columns.stream()
                .filter(column -> column.unique() && !column.index().equals(PRIMARY))
                .findFirst()
                .map(column -> "table " + table + " has a unique index " + column.index()
                        + ", by which a put would overwrite another key: drop it");
    }

    /** What makes the reaper slow, in words with the way out. */
    public Optional<String> warning() {
        List<Column> expires = of(table + "_expires");
        return expires.isEmpty() || !expires.get(0).is("expires_at") ? Optional.of(missing(table)) : Optional.empty();
    }

    /** What is to be said where the index that the reaper reads is not there. */
    public static String missing(String table) {
        String index = table + "_expires";
        return "index " + index + " on column expires_at of table " + table
                + " is missing or invisible: the reaper goes"
                + " on without it, and may read the whole table each time; run CREATE INDEX " + index + " ON " + table
                + " (expires_at), or make it visible";
    }

    private List<Column> of(String index) {
        return columns.stream()
                .filter(column -> column.index().equalsIgnoreCase(index))
                .toList();
    }
}
