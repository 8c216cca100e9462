package io.kvstore.internal.sql;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** Checks a server and reads its statistics. */
public interface ServerInfo {

    /** Product and version, such as {@code MySQL 9.7.0}. */
    String version(Handle handle);

    /** Why the server is unfit for values of this size, and what to do. Empty if it is fit. */
    List<String> refusals(Handle handle, int maxValueBytes);

    /** Warnings about settings that make it less durable, or that keep it from accepting writes now. */
    List<String> warnings(Handle handle);

    /**
     * Why the table is unfit for values of this size, and what to do. {@code ddl} is the statement that should have
     * created it.
     */
    List<String> tableRefusals(Handle handle, String table, String ddl, int maxValueBytes);

    /** Warnings about the table. */
    List<String> tableWarnings(Handle handle, String table);
    /** The indexes of a table. */
    Indexes indexes(Handle handle, String table);

    /** Estimated rows and bytes of a table. */
    Size size(Handle handle, String table);

    /** Rows, and bytes of table and index. */
    record Size(long rows, long bytes) {}
}
