package io.kvstore.examples.bench;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * When callers run and when they are measured. It opens when the last caller is there, those before it calling
 * already; calls count that start after the lead-in and before the end. A call counts whole even if it ends later, so a
 * stall at the end is not lost. Thread-safe.
 */
final class Window {

    private final long leadInNanos;
    private final long measuredNanos;
    private final AtomicInteger missing;
    private long measureFrom;
    private long end;
    private volatile boolean open; // written after the times, read before them
    private volatile boolean aborted;

    Window(int callers, Span span) {
        leadInNanos = span.leadIn().toNanos();
        measuredNanos = span.measured().toNanos();
        missing = new AtomicInteger(callers);
    }

    /** Tells that one more caller is there. */
    void enter() {
        if (missing.decrementAndGet() == 0) {
            measureFrom = System.nanoTime() + leadInNanos;
            end = measureFrom + measuredNanos;
            open = true;
        }
    }

    boolean isOver(long now) {
        return aborted || (open && now - end >= 0);
    }

    boolean measures(long start) {
        return open && start - measureFrom >= 0 && start - end < 0;
    }

    /** Sends all callers home, such as when one of them failed. */
    void abort() {
        aborted = true;
    }
}
