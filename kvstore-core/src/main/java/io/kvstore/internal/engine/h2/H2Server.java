package io.kvstore.internal.engine.h2;

import io.kvstore.internal.sql.Indexes;
import io.kvstore.internal.sql.ServerInfo;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Checks H2 and reads its statistics. */
final class H2Server implements ServerInfo {

    @Override
    public String version(Handle handle) {
        return "H2 "
                + handle.createQuery("SELECT H2VERSION()").mapTo(String.class).one();
    }

    @Override
    public List<String> refusals(Handle handle, int maxValueBytes) {
        return List.of();
    }

    @Override
    public List<String> warnings(Handle handle) {
        return List.of();
    }

    /** H2 chooses the name of the index of a primary key. */
    @Override
    public Indexes indexes(Handle handle, String table) {
        return new Indexes(
                table,
                handle.createQuery(
                                "SELECT CASE i.index_type_name WHEN 'PRIMARY KEY' THEN 'PRIMARY' ELSE i.index_name END,"
                                        + " c.column_name, c.is_unique"
                                        + " FROM information_schema.indexes i JOIN information_schema.index_columns c"
                                        + " ON c.index_schema = i.index_schema AND c.index_name = i.index_name"
                                        + " WHERE i.table_schema = SCHEMA() AND LOWER(i.table_name) = ?"
                                        + " ORDER BY i.index_name, c.ordinal_position")
                        .bind(0, table)
                        .map((row, context) ->
                                new Indexes.Column(row.getString(1), row.getString(2), true, row.getBoolean(3), true))
                        .list());
    }

    @Override
    public List<String> tableRefusals(Handle handle, String table, String ddl, int maxValueBytes) {
        return handle.createQuery(
                        "SELECT LOWER(column_name) FROM information_schema.columns WHERE table_schema = SCHEMA()"
                                + " AND LOWER(table_name) = ? AND is_nullable = 'NO' AND column_default IS NULL"
                                + " AND is_identity = 'NO' AND is_generated = 'NEVER'")
                .bind(0, table)
                .mapTo(String.class)
                .filter(column -> !ddl.contains("\n  " + column + " "))
                .map(column -> "column " + column + " of table " + table
                        + " was added without a default, so no row can be inserted: give it one, or drop it")
                .list();
    }

    @Override
    public List<String> tableWarnings(Handle handle, String table) {
        return List.of();
    }

    @Override
    public Size size(Handle handle, String table) {
        return handle.createQuery("SELECT COUNT(*), COALESCE(SUM(LENGTH(k) + LENGTH(v) + 16), 0) FROM " + table)
                .map((row, context) -> new Size(row.getLong(1), row.getLong(2)))
                .one();
    }
}
