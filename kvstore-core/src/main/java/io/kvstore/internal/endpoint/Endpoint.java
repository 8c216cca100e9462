package io.kvstore.internal.endpoint;

import com.google.common.base.Throwables;
import io.kvstore.KvAdmin;
import io.kvstore.KvConfig;
import io.kvstore.KvException;
import io.kvstore.KvSetupException;
import io.kvstore.Operation;
import io.kvstore.ShardConfig;
import io.kvstore.internal.lane.Workers;
import io.kvstore.internal.pool.ConnectionPool;
import io.kvstore.internal.pool.Session;
import io.kvstore.internal.schema.Schema;
import io.kvstore.internal.sql.Dialect;
import io.kvstore.internal.sql.Fault;
import io.kvstore.internal.sql.SessionFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One server: its connections, its circuit breaker, and whether its tables were verified. Runs a statement once, and
 * converts errors to the exceptions of the API. Thread-safe.
 */
public final class Endpoint implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

    private final ConnectionPool pool;
    private final CircuitBreaker breaker;
    private final Watchdog watchdog;
    private final VerifiedServer verified;
    private final Readiness readiness;
    private final Dialect dialect;
    private final Errors errors;
    private final String table;

    /** Opens no connection yet. */
    public Endpoint(
            ShardConfig shard,
            KvConfig config,
            String layout,
            Dialect dialect,
            Errors errors,
            Workers workers,
            ScheduledExecutorService housekeeping) {
        this.dialect = dialect;
        this.errors = errors;
        table = Dialect.table(config.namespace());
        verified = new VerifiedServer(new Schema(dialect, config, shard, layout), errors);
        pool = new ConnectionPool(shard, config.pool(), dialect, verified, housekeeping);
        breaker = new CircuitBreaker(shard.name());
        watchdog = new Watchdog(pool, breaker, errors, workers, housekeeping);
        readiness = new Readiness(pool, errors, dialect, workers, config.pool().acquireTimeout());
    }

    /** Connects, and creates and verifies the tables. Throws if the server cannot be reached or is unfit. */
    public void open() {
        readiness.open();
    }

    /**
     * Runs a statement once.
     *
     * @param lost is called if a write lost its connection and the server may still be executing it
     * @throws RetryableException if it was not applied and a retry may succeed
     */
    public <T> T attempt(Operation operation, SqlFunction<T> statement, Consumer<SessionFacts> lost) {
        breaker.enter();
        Connection connection = connect();
        SessionFacts session = SessionFacts.UNLIMITED;
        Session used = null;
        try {
            used = pool.session(connection);
            used.begin();
            watchdog.watch(used);
            if (!operation.isRead()) {
                used.prove(connection, table);
                session = used.facts();
            }
            T result = statement.on(connection);
            if (!operation.isRead()) {
                verified.takesWrites();
            }
            return result;
        } catch (SQLException e) {
            throw failed(operation, connection, session, lost, e);
        } catch (JdbiException e) {
            throw failed(operation, connection, session, lost, Errors.sqlCause(e));
        } catch (RuntimeException | Error e) { // the connection is in an unknown state: an answer may be half read
            pool.evict(connection);
            lost.accept(session);
            throw e;
        } finally {
            if (used != null) {
                used.end();
            }
            giveBack(connection);
        }
    }

    private Connection connect() {
        try {
            readiness.await();
            Connection connection = pool.borrow();
            breaker.reached();
            return connection;
        } catch (InterruptedException e) {
            breaker.gaveUp();
            throw errors.interrupted(e);
        } catch (KvException e) {
            refuseIfClosed(e);
            breaker.failed(e);
            throw e;
        } catch (SQLException e) {
            throw notConnected(e);
        } catch (RuntimeException | Error e) {
            breaker.gaveUp();
            throw e;
        }
    }

    private KvException notConnected(SQLException error) {
        refuseIfClosed(error);
        if (Thread.interrupted() || Throwables.getRootCause(error) instanceof InterruptedException) {
            breaker.gaveUp();
            return errors.interrupted(error);
        }
        SQLException said = Errors.deepest(error);
        KvException told = errors.connection(said, dialect.connectFault(said));
        if (pool.hasConnections()) {
            breaker.reached();
            return told instanceof KvSetupException ? told : errors.busy(error);
        }
        breaker.failed(told);
        return told;
    }

    private void refuseIfClosed(Exception cause) {
        if (pool.isClosed()) {
            throw new IllegalStateException("the store is closed", cause);
        }
    }

    private RuntimeException failed(
            Operation operation,
            Connection connection,
            SessionFacts session,
            Consumer<SessionFacts> lost,
            SQLException error) {
        Fault fault = dialect.fault(error);
        if (fault == Fault.LOST_CONNECTION) {
            lost.accept(session);
        }
        if (fault.spoilsConnection()) {
            pool.evict(connection);
        }
        if (fault == Fault.READ_ONLY) {
            lookForAnother(connection);
        }
        KvException told = errors.statement(error, fault, operation.isRead());
        boolean again = fault == Fault.CONTENTION
                || fault == Fault.STALE_CONNECTION
                || (fault == Fault.LOST_CONNECTION && operation.isRead() && !Errors.timedOut(error));
        return again ? new RetryableException(told) : told;
    }

    /**
     * The server became read-only, so it may have been demoted. Replaces all connections and verifies the server again.
     */
    private void lookForAnother(Connection connection) {
        try {
            if (verified.forget(pool.facts(connection))) {
                pool.evictAll();
            }
        } catch (SQLException e) {
            LOG.debug("{}: cannot tell which server is read-only", errors, e);
        }
    }

    /** The statement is over. An error here concerns only the connection, which the pool then drops. */
    private static void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("returning a connection", e);
        }
    }

    /** Makes the pool close this connection when it is returned. */
    public void drop(Connection connection) {
        pool.evict(connection);
    }

    /**
     * Kills a lost connection on the server. Returns whether the connection, and its statement, has ended. Call it
     * again until it returns true.
     */
    public boolean end(SessionFacts lost) throws SQLException {
        if (breaker.isHeld()) {
            return false; // it would not answer this either
        }
        try (Connection connection = pool.direct()) {
            return dialect.end(connection, pool.facts(connection).server(), lost);
        }
    }

    /** What the server reported on the newest connection. */
    public SessionFacts facts() {
        return pool.facts();
    }

    public KvAdmin.Pool figures() {
        return pool.figures();
    }

    @Override
    public void close() {
        pool.close();
    }
}
