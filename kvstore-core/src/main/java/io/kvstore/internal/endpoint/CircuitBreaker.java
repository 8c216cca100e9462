package io.kvstore.internal.endpoint;

import io.kvstore.KvException;
import io.kvstore.KvSetupException;
import io.kvstore.KvUnavailableException;
import io.kvstore.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Keeps callers from waiting for a server that cannot be reached: once a connection could not be had, calls fail at
 * once, but for one every half second that tries again. See Nygard, <i>Release It!</i>. Thread-safe.
 */
final class CircuitBreaker {

    private static final Duration RETRY_AFTER = Duration.ofMillis(500);

    private final String shard;
    private final dev.failsafe.CircuitBreaker<Object> breaker;
    private volatile @Nullable KvException last;

    CircuitBreaker(String shard) {
        this(shard, newBreaker());
    }

    /** With a circuit breaker in the caller's hands: in tests, time passes as they say. */
    CircuitBreaker(String shard, dev.failsafe.CircuitBreaker<Object> breaker) {
        this.shard = shard;
        this.breaker = breaker;
    }

    static dev.failsafe.CircuitBreaker<Object> newBreaker() {
        return dev.failsafe.CircuitBreaker.<Object>builder()
                .withFailureThreshold(1)
                .withSuccessThreshold(1)
                .withDelay(RETRY_AFTER)
                .build();
    }

    /** Lets the caller pass, who then says {@link #reached}, {@link #failed} or {@link #gaveUp}; or throws why not. */
    void enter() {
        if (breaker.isClosed() || breaker.tryAcquirePermit()) {
            return;
        }
        KvException cause = last;
        String reason = cause == null ? "no connection" : cause.getMessage();
        if (cause instanceof KvSetupException) {
            throw new KvSetupException(shard, "not usable since the last try: " + reason, cause);
        }
        throw new KvUnavailableException(
                shard,
                "down, next try within " + RETRY_AFTER.toMillis() + " ms: " + reason,
                Outcome.NOT_APPLIED,
                cause);
    }

    void reached() {
        if (!breaker.isClosed()) {
            breaker.recordSuccess();
        }
    }

    void failed(KvException error) {
        last = error;
        breaker.recordFailure();
    }

    /** The caller learned nothing: if it was the one that tried again, the next one will. */
    void gaveUp() {
        if (!breaker.isClosed()) {
            breaker.open();
        }
    }
}
