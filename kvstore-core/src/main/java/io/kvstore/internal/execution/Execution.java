package io.kvstore.internal.execution;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import io.kvstore.KvConfig;
import io.kvstore.KvException;
import io.kvstore.KvObserver;
import io.kvstore.KvTracer;
import io.kvstore.Operation;
import io.kvstore.internal.endpoint.Endpoint;
import io.kvstore.internal.endpoint.Errors;
import io.kvstore.internal.endpoint.RetryableException;
import io.kvstore.internal.endpoint.SqlFunction;
import io.kvstore.internal.key.Keys;
import io.kvstore.internal.lane.Call;
import io.kvstore.internal.sql.SessionFacts;
import java.sql.Connection;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs every statement of a shard, in the one bounded retry loop. The loop chooses the endpoint for each try.
 * Thread-safe.
 */
public class Execution {

    private static final Logger LOG = LoggerFactory.getLogger(Execution.class);

    private final String shard;
    private final Endpoint endpoint;
    private final Errors errors;
    private final UnknownWrites unknownWrites;
    private final KvObserver observer;
    private final int retries;
    private final FailsafeExecutor<Object> retrying;

    /**
     * The statements of one shard.
     *
     * @param database the kind of database, as OpenTelemetry names it
     */
    public static Execution of(
            String shard,
            String database,
            Endpoint endpoint,
            Errors errors,
            UnknownWrites unknownWrites,
            KvConfig config) {
        return config.tracer() == KvTracer.NONE
                ? new Execution(shard, endpoint, errors, unknownWrites, config)
                : new TracedExecution(shard, database, endpoint, errors, unknownWrites, config);
    }

    Execution(String shard, Endpoint endpoint, Errors errors, UnknownWrites unknownWrites, KvConfig config) {
        this.shard = shard;
        this.endpoint = endpoint;
        this.errors = errors;
        this.unknownWrites = unknownWrites;
        this.observer = config.observer();
        this.retries = config.retries();
        this.retrying = Failsafe.with(RetryPolicy.builder()
                .handle(RetryableException.class)
                .withMaxRetries(Math.max(0, retries - 1)) // its first try is our first retry
                .withBackoff(1, 50, ChronoUnit.MILLIS)
                .withJitter(0.5)
                .build());
    }

    /** Runs a statement that carries no call. */
    public final <T> T run(Operation operation, SqlFunction<T> statement) {
        return run(operation, List.of(), statement);
    }

    /** Runs a statement for its calls. If it is a write whose connection is lost, their keys are blocked. */
    public <T> T run(Operation operation, List<? extends Call<?>> calls, SqlFunction<T> statement) {
        long start = System.nanoTime();
        int[] tries = {0};
        try {
            T result = runOrRetry(operation, calls, statement, tries);
            observe(operation, start, tries[0], Optional.empty());
            return result;
        } catch (KvException e) {
            observe(operation, start, tries[0], Optional.of(e));
            throw e;
        }
    }

    /** The same for several callers. An interrupt of this thread is delayed until the statement has ended. */
    public final <T> T runShared(Operation operation, List<? extends Call<?>> calls, SqlFunction<T> statement) {
        return Uninterrupted.call(() -> run(operation, calls, statement));
    }

    /** Makes the pool close this connection when it is returned. */
    public final void drop(Connection connection) {
        endpoint.drop(connection);
    }

    private <T> T runOrRetry(
            Operation operation, List<? extends Call<?>> calls, SqlFunction<T> statement, int[] tries) {
        try {
            return attempt(operation, calls, statement, tries);
        } catch (RetryableException first) {
            if (retries == 0) {
                throw first.outlived();
            }
        }
        try {
            return retrying.get(() -> attempt(operation, calls, statement, tries));
        } catch (RetryableException last) {
            throw last.outlived();
        } catch (FailsafeException e) {
            throw errors.interrupted(e);
        }
    }

    private <T> T attempt(Operation operation, List<? extends Call<?>> calls, SqlFunction<T> statement, int[] tries) {
        tries[0]++;
        Endpoint chosen = choose();
        List<? extends Call<?>> written = operation.isRead() ? List.of() : calls;
        return chosen.attempt(operation, statement, session -> lost(chosen, session, written));
    }

    private void lost(Endpoint chosen, SessionFacts session, List<? extends Call<?>> written) {
        Set<byte[]> keys = Keys.newSet();
        written.forEach(call -> keys.add(call.key()));
        unknownWrites.add(chosen, session, List.copyOf(keys));
    }

    /** A shard has one endpoint. */
    private Endpoint choose() {
        return endpoint;
    }

    private void observe(Operation operation, long start, int tries, Optional<KvException> error) {
        if (observer == KvObserver.NONE) {
            return;
        }
        try {
            long nanos = System.nanoTime() - start;
            observer.onCall(new KvObserver.Call(shard, operation, nanos, Math.max(0, tries - 1), error));
        } catch (RuntimeException | Error e) { // the statement is over, and other callers need its result
            LOG.warn("the observer failed", e);
        }
    }
}
