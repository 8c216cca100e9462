package io.kvstore.examples.bench;

import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/**
 * When callers run and when they are measured: all start at once, and calls count that start after the lead-in and
 * before the end. A call counts whole even if it ends later, so a stall at the end is not lost. Thread-safe.
 */
final class Window {

    private final long leadInNanos;
    private final long measuredNanos;
    private final CyclicBarrier barrier;
    private volatile long measureFrom;
    private volatile long end;
    private volatile boolean aborted;

    Window(int callers, Duration leadIn, Duration measured) {
        leadInNanos = leadIn.toNanos();
        measuredNanos = measured.toNanos();
        barrier = new CyclicBarrier(callers, this::start);
    }

    private void start() {
        measureFrom = System.nanoTime() + leadInNanos;
        end = measureFrom + measuredNanos;
    }

    void awaitStart() throws InterruptedException, BrokenBarrierException {
        barrier.await();
    }

    boolean isOver(long now) {
        return aborted || now - end >= 0;
    }

    boolean measures(long start) {
        return start - measureFrom >= 0 && start - end < 0;
    }

    /** Sends all callers home: one of them failed. */
    void abort() {
        aborted = true;
    }

    double seconds() {
        return measuredNanos / 1e9;
    }
}
