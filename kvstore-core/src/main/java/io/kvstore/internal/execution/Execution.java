package io.kvstore.internal.execution;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import io.kvstore.KvConfig;
import io.kvstore.KvException;
import io.kvstore.KvObserver;
import io.kvstore.Operation;
import io.kvstore.internal.endpoint.Endpoint;
import io.kvstore.internal.endpoint.Errors;
import io.kvstore.internal.endpoint.RetryableException;
import io.kvstore.internal.endpoint.SqlFunction;
import java.sql.Connection;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs every statement of a shard, in the one bounded retry loop. The loop chooses the endpoint for each try.
 * Thread-safe.
 */
public final class Execution {

    private static final Logger LOG = LoggerFactory.getLogger(Execution.class);

    private final String shard;
    private final Endpoint endpoint;
    private final Errors errors;
    private final UnknownWrites unknownWrites;
    private final KvObserver observer;
    private final int retries;
    private final FailsafeExecutor<Object> retrying;

    public Execution(String shard, Endpoint endpoint, Errors errors, UnknownWrites unknownWrites, KvConfig config) {
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

    public <T> T run(Operation operation, SqlFunction<T> statement) {
        return write(operation, List.of(), statement);
    }

    /** As {@link #run}, for a write of keys. If its connection is lost, the keys are blocked. */
    public <T> T write(Operation operation, List<byte[]> keys, SqlFunction<T> statement) {
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

    /** As {@link #run}, for several callers. An interrupt of this thread is delayed until the statement has ended. */
    public <T> T runShared(Operation operation, SqlFunction<T> statement) {
        return writeShared(operation, List.of(), statement);
    }

    /** As {@link #write}, for several callers; see {@link #runShared}. */
    public <T> T writeShared(Operation operation, List<byte[]> keys, SqlFunction<T> statement) {
        return Uninterrupted.call(() -> write(operation, keys, statement));
    }

    /** Makes the pool close this connection when it is returned. */
    public void drop(Connection connection) {
        endpoint.drop(connection);
    }

    private <T> T runOrRetry(Operation operation, List<byte[]> keys, SqlFunction<T> statement, int[] tries) {
        try {
            return attempt(operation, keys, statement, tries);
        } catch (RetryableException first) {
            if (retries == 0) {
                throw first.outlived();
            }
        }
        try {
            return retrying.get(() -> attempt(operation, keys, statement, tries));
        } catch (RetryableException last) {
            throw last.outlived();
        } catch (FailsafeException e) {
            throw errors.interrupted(e);
        }
    }

    private <T> T attempt(Operation operation, List<byte[]> keys, SqlFunction<T> statement, int[] tries) {
        tries[0]++;
        Endpoint chosen = choose();
        return chosen.attempt(operation, statement, session -> unknownWrites.add(chosen, session, keys));
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
