package io.kvstore.internal.schema;

import io.kvstore.KvSetupException;
import io.kvstore.KvUnavailableException;
import io.kvstore.Outcome;
import io.kvstore.internal.sql.Dialect;
import io.kvstore.internal.sql.Fault;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Migrates the table of a namespace from version 1 of the schema to the current one. Several clients may do it at the
 * same time: the columns of the first one stay. If it is interrupted, the next open continues it.
 */
final class Migration {

    private static final Logger LOG = LoggerFactory.getLogger(Migration.class);

    /** The last column that it adds. If it exists, the others do too. */
    private static final String LAST_COLUMN = "mark";

    private final Dialect dialect;
    private final String shard;
    private final String namespace;

    Migration(Dialect dialect, String shard, String namespace) {
        this.dialect = dialect;
        this.shard = shard;
        this.namespace = namespace;
    }

    /** Whether the table has all columns of this version. */
    boolean isComplete(Handle handle) {
        return handle.createQuery("SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = SCHEMA()"
                                + " AND LOWER(table_name) = ? AND LOWER(column_name) = ?")
                        .bind(0, Dialect.table(namespace))
                        .bind(1, LAST_COLUMN)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    void run(Handle handle) {
        for (String statement : dialect.migration(namespace)) {
            boolean alters = statement.startsWith("ALTER");
            if (alters && isComplete(handle)) {
                continue;
            }
            try {
                handle.execute(statement);
            } catch (JdbiException e) {
                if (!(e.getCause() instanceof SQLException cause)) {
                    throw e;
                }
                if (!alters || !isComplete(handle)) { // or another client was faster
                    throw failed(cause);
                }
            }
        }
        LOG.info("shard '{}': brought namespace '{}' to version {} of the schema", shard, namespace, Schema.VERSION);
    }

    private RuntimeException failed(SQLException cause) {
        Fault fault = dialect.fault(cause);
        if (fault == Fault.CONTENTION || fault == Fault.LOCK_WAIT) {
            return new KvUnavailableException(
                    shard,
                    "its table " + Dialect.table(namespace)
                            + " cannot be altered now, since an open transaction holds it:"
                            + " end that transaction; calls try again, and fail until then: " + cause.getMessage(),
                    Outcome.NOT_APPLIED,
                    cause);
        }
        if (fault.spoilsConnection()) {
            return new KvUnavailableException(
                    shard, "cannot alter it now: " + cause.getMessage(), Outcome.NOT_APPLIED, cause);
        }
        return new KvSetupException(shard, told("the server refused to alter it (" + cause.getMessage() + ")"), cause);
    }

    /** The message about a table that was not migrated, with the statements to run. */
    String told(String why) {
        return "its schema is that of version 1, this library needs version " + Schema.VERSION + ", and " + why
                + ": run " + String.join("; ", dialect.migration(namespace)).replaceAll("\\s+", " ")
                + "; (without ALGORITHM = INSTANT it rewrites the table, which takes time)";
    }
}
