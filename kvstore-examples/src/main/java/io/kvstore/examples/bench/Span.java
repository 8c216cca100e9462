package io.kvstore.examples.bench;

import java.time.Duration;

/**
 * The time of a measurement.
 *
 * @param leadIn not measured: threads start and queues fill
 * @param measured what counts
 */
record Span(Duration leadIn, Duration measured) {

    private static final double NANOS_PER_SECOND = 1e9;

    double seconds() {
        return measured.toNanos() / NANOS_PER_SECOND;
    }
}
