package io.kvstore.internal.schema;

import io.kvstore.KvSetupException;
import io.kvstore.KvUnavailableException;
import io.kvstore.Outcome;
import io.kvstore.internal.sql.Dialect;
import io.kvstore.internal.sql.Fault;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Migrates the table of a namespace from an earlier version of the schema to the current one, one version after the
 * other. Several clients may do it at the same time: a column that one of them has added stays. If it is interrupted, the
 * next open continues it.
 *
 * <p>A version only adds columns with defaults. So the statements of the version before still work, and clients that
 * are open go on.
 */
final class Migration {

    private static final Logger LOG = LoggerFactory.getLogger(Migration.class);

    private static final Pattern ADDED = Pattern.compile("ADD COLUMN (?:IF NOT EXISTS )?(\\w+)");

    private final Dialect dialect;
    private final String shard;
    private final String namespace;
    private final int from;
    private final List<String> statements;

    Migration(Dialect dialect, String shard, String namespace, int from) {
        this.dialect = dialect;
        this.shard = shard;
        this.namespace = namespace;
        this.from = from;
        this.statements = statements(dialect, namespace, from);
    }

    /** The statements that migrate a table of that version. */
    static List<String> statements(Dialect dialect, String namespace, int from) {
        return IntStream.rangeClosed(from + 1, Schema.VERSION)
                .boxed()
                .flatMap(version -> dialect.migration(namespace, version).stream())
                .toList();
    }

    /** Whether the table has all columns that these statements add. */
    boolean isComplete(Handle handle) {
        return statements.stream().allMatch(statement -> isDone(handle, statement));
    }

    private boolean isDone(Handle handle, String statement) {
        return ADDED.matcher(statement).results().allMatch(added -> hasColumn(handle, added.group(1)));
    }

    private boolean hasColumn(Handle handle, String column) {
        return handle.createQuery("SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = SCHEMA()"
                                + " AND LOWER(table_name) = ? AND LOWER(column_name) = ?")
                        .bind(0, Dialect.table(namespace))
                        .bind(1, column)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    void run(Handle handle) {
        for (String statement : statements) {
            boolean alters = statement.startsWith("ALTER");
            if (alters && isDone(handle, statement)) {
                continue;
            }
            try {
                handle.execute(statement);
            } catch (JdbiException e) {
                if (!(e.getCause() instanceof SQLException cause)) {
                    throw e;
                }
                if (!alters || !isDone(handle, statement)) { // or another client was faster
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
                            + " cannot be altered now, because an open transaction uses it:"
                            + " end that transaction; calls fail until then, and one tries again every half second: "
                            + cause.getMessage(),
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
        return "its schema is that of version " + from + ", this library needs version " + Schema.VERSION + ", and "
                + why
                + ": run " + String.join("; ", statements).replaceAll("\\s+", " ")
                + "; (without ALGORITHM = INSTANT it rewrites the table, which takes time)";
    }
}
