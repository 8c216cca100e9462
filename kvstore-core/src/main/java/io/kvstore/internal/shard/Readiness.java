package io.kvstore.internal.shard;

import io.kvstore.internal.pool.ConnectionPool;
import io.kvstore.internal.schema.Schema;
import io.kvstore.internal.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Whether the shard's tables have been verified since the store was opened: at once if it is up, else by the first
 * call that reaches it. Thread-safe.
 */
final class Readiness {

    private final ConnectionPool pool;
    private final Schema schema;
    private final Errors errors;
    private final Dialect dialect;
    private volatile boolean ready;

    Readiness(ConnectionPool pool, Schema schema, Errors errors, Dialect dialect) {
        this.pool = pool;
        this.schema = schema;
        this.errors = errors;
        this.dialect = dialect;
    }

    /**
     * Returns once the shard is ready.
     *
     * @throws io.kvstore.KvUnavailableException if it cannot be reached
     * @throws io.kvstore.KvSetupException if it is not fit for use
     */
    void await() {
        if (!ready) {
            prepare();
        }
    }

    private synchronized void prepare() {
        if (ready) {
            return;
        }
        try (Connection connection = pool.direct();
                Handle handle = Jdbi.open(connection)) {
            schema.prepare(handle);
            ready = true;
        } catch (SQLException e) {
            throw errors.connection(e, dialect.connectFault(e));
        } catch (JdbiException e) {
            SQLException cause = Execution.sqlCause(e);
            throw errors.connection(cause, dialect.connectFault(cause));
        }
    }
}
