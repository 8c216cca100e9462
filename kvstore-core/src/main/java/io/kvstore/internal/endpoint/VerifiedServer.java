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
 * The server whose tables were verified last. If a new connection leads to another server, the tables there are
 * verified on that connection before anything else uses it. So statements need not check. Thread-safe.
 */
final class VerifiedServer implements ConnectionCheck {

    private static final Logger LOG = LoggerFactory.getLogger(VerifiedServer.class);

    private final Schema schema;
    private final Errors errors;
    private final ReentrantLock lock = new ReentrantLock(); // so that one thread verifies for all
    private final AtomicReference<State> state = new AtomicReference<>(new State(null, System.nanoTime()));
    private volatile boolean writable; // a write succeeded since the server was last forgotten
    private boolean prepared; // guarded by lock

    VerifiedServer(Schema schema, Errors errors) {
        this.schema = schema;
        this.errors = errors;
    }

    /**
     * @param server the identity of the server; null if none is verified
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

    /** Throws {@link UnfitServerException} if the server is unfit. */
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
            state.compareAndSet(
                    before, new State(facts.server(), before.since)); // unless it was forgotten in the meantime
            if (prepared) {
                LOG.info("{}: verified server {}", errors, facts.server());
            }
            prepared = true;
        } finally {
            lock.unlock();
        }
    }

    /** Creates tables only on the first server. An empty server in its place does not have the data. */
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

    /** Is called when a write succeeded. */
    void takesWrites() {
        if (!writable) {
            writable = true;
        }
    }

    /**
     * Makes the next connections verify the server again, because this connection got "read-only". Returns false if
     * that is not needed: it was done since this connection was opened, or no write has succeeded since.
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
