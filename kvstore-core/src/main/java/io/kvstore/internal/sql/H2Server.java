package io.kvstore.internal.sql;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** H2 about itself. */
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

    @Override
    public Size size(Handle handle, String table) {
        return handle.createQuery("SELECT COUNT(*), COALESCE(SUM(LENGTH(k) + LENGTH(v) + 16), 0) FROM " + table)
                .map((row, context) -> new Size(row.getLong(1), row.getLong(2)))
                .one();
    }
}
