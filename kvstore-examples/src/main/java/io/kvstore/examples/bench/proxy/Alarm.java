package io.kvstore.examples.bench.proxy;

import java.util.concurrent.locks.LockSupport;

/**
 * Waits for a moment of {@link System#nanoTime}. It is more precise than a park with a timeout: Linux delays timeouts
 * by the timer slack, 50 µs by default, so the park gets a shorter timeout. It never returns early. Thread-safe.
 */
final class Alarm {

    private static final int TRIALS = 50;
    private static final long TRIAL_NANOS = 100_000;
    private static final long WORTH_SPINNING_NANOS = 5_000;

    /** The smallest delay of a park on this machine. */
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
