package io.kvstore.examples.http;

import java.time.Duration;
import org.eclipse.jetty.util.NanoTime;

/**
 * The lowest speed of a transfer: a minimum rate on average after the first seconds, and a maximum time. Immutable.
 *
 * @param minRate bytes per second
 * @param most the maximum time
 */
record Pace(int minRate, Duration most) {

    private static final long GRACE_NANOS = Duration.ofSeconds(5).toNanos();

    /**
     * Whether a transfer of so many bytes is too slow.
     *
     * @param sinceNanos the time since it started
     */
    boolean isTooSlow(long sinceNanos, long bytes) {
        long elapsed = NanoTime.since(sinceNanos);
        long late = elapsed - GRACE_NANOS;
        return elapsed > most.toNanos() || (late > 0 && bytes < late / 1e9 * minRate);
    }
}
