package io.kvstore.internal.endpoint;

import static java.util.Objects.requireNonNull;

import io.kvstore.KvException;
import io.kvstore.internal.pool.ConnectionCheck;
import io.kvstore.internal.schema.Schema;
import io.kvstore.internal.sql.SessionFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server whose tables were verified last. A new connection to another one is used for nothing before the tables there
 * are verified too, on that connection, so that statements need not look. Thread-safe.
 */
final class VerifiedServer implements ConnectionCheck {

    private static final Logger LOG = LoggerFactory.getLogger(VerifiedServer.class);

    private final Schema schema;
    private final Errors errors;
    private final ReentrantLock lock = new ReentrantLock(); // one verifies, others then need not
    private final AtomicReference<State> state = new AtomicReference<>(new State(null, System.nanoTime()));
    private volatile boolean writable; // so it was seen since it was last forgotten
    private boolean prepared; // guarded by lock

    VerifiedServer(Schema schema, Errors errors) {
        this.schema = schema;
        this.errors = errors;
    }

    /**
     * @param server names the server; null: none is verified
     * @param since when it was last forgotten, by {@link System#nanoTime}
     */
    private record State(@Nullable String server, long since) {

        boolean isVerified(SessionFacts facts) {
            return facts.server().equals(server);
        }
    }

    private State now() {
        return requireNonNull(state.get());
    }

    /** An {@link UnfitServerException} if the server is not fit for use. */
    @Override
    public void check(Connection connection, SessionFacts facts) throws SQLException {
        if (now().isVerified(facts)) {
            return;
        }
        lock.lock();
        try {
            State before = now();
            if (before.isVerified(facts)) {
                return;
            }
            verify(connection);
            state.compareAndSet(before, new State(facts.server(), before.since)); // unless it was forgotten meanwhile
            if (prepared) {
                LOG.info("{}: verified server {}", errors, facts.server());
            }
            prepared = true;
        } finally {
            lock.unlock();
        }
    }

    /** Only the first server may be given tables: an empty one in its place lacks what was written. */
    @SuppressWarnings("resource") // to close the handle is to close the connection
    private void verify(Connection connection) throws SQLException {
        try {
            Handle handle = Jdbi.open(connection);
            if (prepared) {
                schema.verify(handle);
            } else {
                schema.prepare(handle);
            }
        } catch (KvException e) {
            throw new UnfitServerException(e);
        } catch (JdbiException e) {
            throw Errors.sqlCause(e);
        }
    }

    /** To be told when the server has taken a write. */
    void takesWrites() {
        if (!writable) {
            writable = true;
        }
    }

    /**
     * Has the server verified anew, because this connection met "read-only". Returns false where that is no news: it was
     * done since the connection was made, or nothing took writes since.
     */
    boolean forget(SessionFacts met) {
        State before = now();
        if (!writable || met.connectedAt() - before.since < 0) {
            return false;
        }
        writable = false;
        return state.compareAndSet(before, new State(null, System.nanoTime()));
    }
}
