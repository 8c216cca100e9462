package io.kvstore.internal.endpoint;

import io.kvstore.KvException;
import io.kvstore.KvSetupException;
import io.kvstore.KvUnavailableException;
import io.kvstore.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A circuit breaker. When no connection to the server could be opened, calls fail at once, except for one call every
 * half second that tries again. A {@link Watchdog} holds it open while the server does not answer: then no call tries. See
 * Nygard, <i>Release It!</i>. Thread-safe.
 */
final class CircuitBreaker {

    private static final Duration RETRY_AFTER = Duration.ofMillis(500);

    private final String shard;
    private final dev.failsafe.CircuitBreaker<Object> breaker;
    private volatile @Nullable KvException last;
    private volatile @Nullable KvException held; // why it is held open

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
        KvException silent = held;
        if (silent != null) {
            throw silent.copy();
        }
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

    /** Holds it open until {@link #release}. Calls fail with this error. */
    void hold(KvException error) {
        held = error;
    }

    boolean isHeld() {
        return held != null;
    }

    void release() {
        held = null;
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
