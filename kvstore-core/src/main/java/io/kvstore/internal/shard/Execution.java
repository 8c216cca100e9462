package io.kvstore.internal.shard;

import com.google.common.base.Throwables;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import io.kvstore.KvConfig;
import io.kvstore.KvException;
import io.kvstore.KvObserver;
import io.kvstore.Operation;
import io.kvstore.internal.pool.ConnectionPool;
import io.kvstore.internal.sql.Dialect;
import io.kvstore.internal.sql.Fault;
import io.kvstore.internal.sql.SessionFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs every statement of a shard: through the gate, on a pooled connection, with the one bounded retry loop, and
 * with errors put into the words of the API. Thread-safe.
 */
final class Execution {

    private static final Logger LOG = LoggerFactory.getLogger(Execution.class);

    private final String shard;
    private final ConnectionPool pool;
    private final Dialect dialect;
    private final Readiness readiness;
    private final Gate gate;
    private final Errors errors;
    private final UnknownWrites unknownWrites;
    private final KvObserver observer;
    private final int retries;
    private final String table;
    private final FailsafeExecutor<Object> retrying;

    Execution(
            String shard,
            Errors errors,
            ConnectionPool pool,
            Dialect dialect,
            Readiness readiness,
            UnknownWrites unknownWrites,
            KvConfig config) {
        this.shard = shard;
        this.pool = pool;
        this.dialect = dialect;
        this.readiness = readiness;
        this.gate = new Gate(shard);
        this.errors = errors;
        this.unknownWrites = unknownWrites;
        this.observer = config.observer();
        this.retries = config.retries();
        this.table = Dialect.table(config.namespace());
        this.retrying = Failsafe.with(RetryPolicy.builder()
                .handle(ContentionException.class)
                .withMaxRetries(Math.max(0, retries - 1)) // its first try is our first retry
                .withBackoff(1, 50, ChronoUnit.MILLIS)
                .withJitter(0.5)
                .build());
    }

    <T> T run(Operation operation, SqlFunction<T> statement) {
        return write(operation, List.of(), statement);
    }

    /** As {@link #run}, for a write of keys, which are blocked if nobody knows whether it may still happen. */
    <T> T write(Operation operation, List<byte[]> keys, SqlFunction<T> statement) {
        long start = System.nanoTime();
        int[] tries = {0};
        try {
            T result = runOrRetry(operation, keys, statement, tries);
            observe(operation, start, tries[0], Optional.empty());
            return result;
        } catch (KvException e) {
            observe(operation, start, tries[0], Optional.of(e));
            throw e;
        }
    }

    /** As {@link #run}, for several callers: an interrupt of the one whose thread this is waits until it is over. */
    <T> T runShared(Operation operation, SqlFunction<T> statement) {
        return writeShared(operation, List.of(), statement);
    }

    /** As {@link #write}, for several callers, as {@link #runShared} is. */
    <T> T writeShared(Operation operation, List<byte[]> keys, SqlFunction<T> statement) {
        return Uninterrupted.call(() -> write(operation, keys, statement));
    }

    /** Has the pool drop a connection when it is given back. */
    void drop(Connection connection) {
        pool.evict(connection);
    }

    private <T> T runOrRetry(Operation operation, List<byte[]> keys, SqlFunction<T> statement, int[] tries) {
        try {
            return attempt(operation, keys, statement, tries);
        } catch (ContentionException first) {
            if (retries == 0) {
                throw first.outlived();
            }
        }
        try {
            return retrying.get(() -> attempt(operation, keys, statement, tries));
        } catch (ContentionException last) {
            throw last.outlived();
        } catch (FailsafeException e) {
            throw errors.interrupted(e);
        }
    }

    private <T> T attempt(Operation operation, List<byte[]> keys, SqlFunction<T> statement, int[] tries) {
        tries[0]++;
        gate.enter();
        Connection connection = connect();
        SessionFacts session = SessionFacts.UNLIMITED;
        try {
            if (!operation.isRead()) {
                session = pool.readyToWrite(connection, table);
            }
            return statement.on(connection);
        } catch (SQLException e) {
            throw failed(operation, keys, connection, session, e);
        } catch (JdbiException e) {
            throw failed(operation, keys, connection, session, sqlCause(e));
        } catch (RuntimeException | Error e) { // nobody knows how far it came: an answer may be half read
            pool.evict(connection);
            unknownWrites.add(session, keys);
            throw e;
        } finally {
            giveBack(connection);
        }
    }

    /** What goes wrong here concerns the connection, which the pool drops, and not the statement, which is over. */
    private static void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("giving a connection back", e);
        }
    }

    private Connection connect() {
        try {
            readiness.await();
            Connection connection = pool.borrow();
            gate.reached();
            return connection;
        } catch (InterruptedException e) {
            gate.gaveUp();
            throw errors.interrupted(e);
        } catch (KvException e) {
            if (pool.isClosed()) {
                throw new IllegalStateException("the store is closed", e);
            }
            gate.failed(e);
            throw e;
        } catch (SQLException e) {
            if (pool.isClosed()) {
                throw new IllegalStateException("the store is closed", e);
            }
            if (Thread.interrupted() || Throwables.getRootCause(e) instanceof InterruptedException) {
                gate.gaveUp();
                throw errors.interrupted(e);
            }
            Fault fault = dialect.connectFault(deepest(e));
            if (pool.hasConnections()) {
                gate.reached();
                throw fault == Fault.MISCONFIGURED ? errors.connection(deepest(e), fault) : errors.busy(e);
            }
            KvException error = errors.connection(deepest(e), fault);
            gate.failed(error);
            throw error;
        } catch (RuntimeException | Error e) {
            gate.gaveUp();
            throw e;
        }
    }

    private RuntimeException failed(
            Operation operation, List<byte[]> keys, Connection connection, SessionFacts session, SQLException error) {
        Fault fault = dialect.fault(error);
        if (fault == Fault.LOST_CONNECTION) {
            unknownWrites.add(session, keys);
        }
        if (fault.spoilsConnection()) {
            pool.evict(connection);
        }
        KvException told = errors.statement(error, fault, operation.isRead());
        boolean again = fault == Fault.CONTENTION
                || fault == Fault.STALE_CONNECTION
                || (fault == Fault.LOST_CONNECTION && operation.isRead() && !Errors.timedOut(error));
        return again ? new ContentionException(told) : told;
    }

    private void observe(Operation operation, long start, int tries, Optional<KvException> error) {
        if (observer == KvObserver.NONE) {
            return;
        }
        try {
            long nanos = System.nanoTime() - start;
            observer.onCall(new KvObserver.Call(shard, operation, nanos, Math.max(0, tries - 1), error));
        } catch (RuntimeException | Error e) { // what it sees has happened, and concerns others too
            LOG.warn("the observer failed", e);
        }
    }

    /** The pool wraps what the driver said. */
    private static SQLException deepest(SQLException error) {
        return error.getCause() instanceof SQLException inner ? deepest(inner) : error;
    }

    static SQLException sqlCause(JdbiException error) {
        return Throwables.getCausalChain(error).stream()
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .findFirst()
                .orElseThrow(() -> error);
    }
}
