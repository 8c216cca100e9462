package io.kvstore.internal.endpoint;

import io.kvstore.internal.lane.Workers;
import io.kvstore.internal.pool.ConnectionPool;
import io.kvstore.internal.pool.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a frozen server from a slow statement. While a statement is out for longer than a second, it opens a connection of
 * its own, one at a time. If the server does not answer that either, the circuit breaker is held open, so that calls fail
 * at once, and the statements that are out are aborted. It goes on asking, and releases the breaker with the first answer.
 * An error is an answer too. It rests while no statement is out. Thread-safe.
 */
final class Watchdog {

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    /** How long a statement may be out before the server is asked. */
    private static final Duration SLOW = Duration.ofSeconds(1);

    private static final long PERIOD_MILLIS = 250;

    private final ConnectionPool pool;
    private final CircuitBreaker breaker;
    private final Errors errors;
    private final Workers workers;
    private final ScheduledExecutorService housekeeping;
    private final AtomicBoolean watching = new AtomicBoolean();

    Watchdog(
            ConnectionPool pool,
            CircuitBreaker breaker,
            Errors errors,
            Workers workers,
            ScheduledExecutorService housekeeping) {
        this.pool = pool;
        this.breaker = breaker;
        this.errors = errors;
        this.workers = workers;
        this.housekeeping = housekeeping;
    }

    /** A statement has begun. */
    void watch(Session session) {
        if (session.facts().isServed() && !watching.get() && watching.compareAndSet(false, true)) {
            lookLater(SLOW.toMillis());
        }
    }

    private void lookLater(long millis) {
        try {
            ScheduledFuture<?> unused = housekeeping.schedule(this::look, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("{}: the store is closed", errors);
        }
    }

    private void look() {
        if (pool.isClosed()) {
            return;
        }
        if (breaker.isHeld() || pool.isOut(SLOW)) {
            workers.run(this::ask, noThread -> lookLater(PERIOD_MILLIS));
        } else if (pool.isOut(Duration.ZERO)) {
            lookLater(PERIOD_MILLIS);
        } else {
            rest();
        }
    }

    /** A statement may begin meanwhile, and find that this still watches. */
    private void rest() {
        watching.set(false);
        if (pool.isOut(Duration.ZERO) && watching.compareAndSet(false, true)) {
            lookLater(PERIOD_MILLIS);
        }
    }

    private void ask() {
        try {
            pool.probe();
            answered();
        } catch (SQLException e) {
            if (e.getErrorCode() != 0) {
                answered();
            } else if (!pool.isClosed()) {
                silent(e);
            }
        } catch (RuntimeException | Error e) {
            LOG.warn("{}: could not ask whether the server answers", errors, e);
        } finally {
            lookLater(PERIOD_MILLIS);
        }
    }

    private void answered() {
        if (breaker.isHeld()) {
            breaker.release();
            LOG.info("{}: the server answers again", errors);
        }
    }

    private void silent(SQLException error) {
        if (!breaker.isHeld()) {
            LOG.warn("{}: the server does not answer; calls fail until it does", errors, error);
        }
        breaker.hold(errors.silent(error));
        pool.abortOut();
    }
}
