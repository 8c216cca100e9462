package io.kvstore.examples.http;

import java.time.Duration;
import org.eclipse.jetty.util.NanoTime;

/**
 * How fast bytes must move: after a few seconds at a least rate on average, and within a time in all. Immutable.
 *
 * @param minRate bytes a second
 * @param most the time in all
 */
record Pace(int minRate, Duration most) {

    private static final long GRACE_NANOS = Duration.ofSeconds(5).toNanos();

    /** Whether so many bytes since then are too few. */
    boolean isTooSlow(long sinceNanos, long bytes) {
        long elapsed = NanoTime.since(sinceNanos);
        long late = elapsed - GRACE_NANOS;
        return elapsed > most.toNanos() || (late > 0 && bytes < late / 1e9 * minRate);
    }
}
