package io.kvstore.internal.endpoint;

import io.kvstore.KvException;
import io.kvstore.KvSetupException;
import io.kvstore.KvUnavailableException;
import io.kvstore.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A circuit breaker. When no connection to the server could be opened, calls fail at once, except for one call every
 * half second that tries again. See Nygard, <i>Release It!</i>. Thread-safe.
 */
final class CircuitBreaker {

    private static final Duration RETRY_AFTER = Duration.ofMillis(500);

    private final String shard;
    private final dev.failsafe.CircuitBreaker<Object> breaker;
    private volatile @Nullable KvException last;

    CircuitBreaker(String shard) {
        this(shard, newBreaker());
    }

    /** For tests, which control the time of the circuit breaker. */
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

    /**
     * Returns if the caller may try; throws if the circuit is open. The caller then reports the result with {@link
     * #reached}, {@link #failed} or {@link #gaveUp}.
     */
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

    /** The caller stopped before it had a result. If it was the one that tried again, the next call tries. */
    void gaveUp() {
        if (!breaker.isClosed()) {
            breaker.open();
        }
    }
}
