package io.kvstore.internal.sql;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** What a server says of itself. */
public interface ServerInfo {

    /** Product and version, such as {@code MySQL 9.7.0}. */
    String version(Handle handle);

    /** What makes the server unfit for values of this size, in words with the way out; empty if nothing does. */
    List<String> refusals(Handle handle, int maxValueBytes);

    /** What makes it less durable than it could be, or keep it from taking writes now, in words. */
    List<String> warnings(Handle handle);

    /** What makes a table that the DDL should have made unfit for values of this size, in words with the way out. */
    List<String> tableRefusals(Handle handle, String table, String ddl, int maxValueBytes);

    /** What works with a table, and may surprise, in words. */
    List<String> tableWarnings(Handle handle, String table);
    /** The indexes of a table. */
    Indexes indexes(Handle handle, String table);

    /** Rows and bytes of a table, estimated. */
    Size size(Handle handle, String table);

    /** Rows, and bytes with the index. */
    record Size(long rows, long bytes) {}
}
