package io.kvstore.internal.endpoint;

import static com.google.common.util.concurrent.Uninterruptibles.getUninterruptibly;

import io.kvstore.internal.lane.Workers;
import io.kvstore.internal.pool.ConnectionPool;
import io.kvstore.internal.sql.Dialect;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Whether a server was connected to and verified since the store was opened. That happens when the store opens, or, if
 * the server is down then, when a call first reaches it. One thread of the store does it at a time. Callers wait for it
 * as long as for a connection. Later, {@link VerifiedServer} checks each new connection. Thread-safe.
 */
final class Readiness {

    private final ConnectionPool pool;
    private final Errors errors;
    private final Dialect dialect;
    private final Workers workers;
    private final Duration timeout;
    private final AtomicReference<@Nullable CompletableFuture<Void>> attempt = new AtomicReference<>();
    private volatile boolean ready;
    private volatile @Nullable Throwable last; // why the last attempt failed

    /**
     * A server that was not verified yet.
     *
     * @param timeout how long a call waits
     */
    Readiness(ConnectionPool pool, Errors errors, Dialect dialect, Workers workers, Duration timeout) {
        this.pool = pool;
        this.errors = errors;
        this.dialect = dialect;
        this.workers = workers;
        this.timeout = timeout;
    }

    /**
     * Waits until the server is ready.
     *
     * @throws io.kvstore.KvUnavailableException if it cannot be reached, or not in time
     * @throws io.kvstore.KvSetupException if it is unfit
     */
    void await() throws InterruptedException {
        if (ready) {
            return;
        }
        try {
            attempt().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw told(e);
        } catch (TimeoutException e) {
            Throwable before = last;
            throw errors.abandoned(
                    "not connected and verified within " + timeout + " so far"
                            + (before == null ? "" : "; the last try: " + before.getMessage()),
                    false);
        }
    }

    /**
     * As {@link #await}, but without a timeout of its own and without reacting to interrupts. Timeouts of the driver
     * bound it.
     */
    void open() {
        try {
            getUninterruptibly(attempt());
        } catch (ExecutionException e) {
            throw told(e);
        }
    }

    private RuntimeException told(ExecutionException e) {
        return e.getCause() instanceof RuntimeException error
                ? errors.copy(error)
                : new IllegalStateException("cannot connect: " + e.getCause(), e.getCause());
    }

    /** The running attempt, or a new one. */
    private CompletableFuture<Void> attempt() {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> other = attempt.compareAndExchange(null, mine);
        if (other != null) {
            return other;
        }
        workers.run(() -> run(mine), why -> end(mine, errors.abandoned("no thread to connect with: " + why, false)));
        return mine;
    }

    private void run(CompletableFuture<Void> mine) {
        try {
            if (!ready) {
                prepare();
            }
            end(mine, null);
        } catch (RuntimeException | Error e) {
            end(mine, e);
        }
    }

    private void prepare() {
        try {
            pool.direct().close();
            ready = true;
        } catch (SQLException e) {
            throw errors.connection(e, dialect.connectFault(e));
        }
    }

    private void end(CompletableFuture<Void> mine, @Nullable Throwable error) {
        last = error;
        attempt.set(null);
        if (error == null) {
            mine.complete(null);
        } else {
            mine.completeExceptionally(error);
        }
    }
}
