package io.kvstore.examples.bench.proxy;

import java.util.concurrent.locks.LockSupport;

/**
 * Waits for a moment, by {@link System#nanoTime}, more precisely than a park with a timeout: Linux rounds a timeout up
 * by its timer slack, 50 µs unless told otherwise, so the park is asked to end that much sooner. Never ends too soon.
 * Thread-safe.
 */
final class Alarm {

    private static final int TRIALS = 50;
    private static final long TRIAL_NANOS = 100_000;
    private static final long WORTH_SPINNING_NANOS = 5_000;

    /** By how much a park at least ends too late on this machine. */
    private static final long SLACK_NANOS = measureSlack();

    private Alarm() {}

    private static long measureSlack() {
        long least = Long.MAX_VALUE;
        for (int trial = 0; trial < TRIALS; trial++) {
            long start = System.nanoTime();
            LockSupport.parkNanos(TRIAL_NANOS);
            least = Math.min(least, System.nanoTime() - start - TRIAL_NANOS);
        }
        return Math.max(0, least);
    }

    static void await(long moment) {
        long left = moment - System.nanoTime();
        while (left > 0) {
            if (left < WORTH_SPINNING_NANOS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(Math.max(1, left - SLACK_NANOS));
            }
            left = moment - System.nanoTime();
        }
    }
}
