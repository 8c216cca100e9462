package io.kvstore.examples.bench;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The time in which callers run and are measured. It starts when the last caller is ready; the others already make
 * calls. A call counts if it starts after the lead-in and before the end. It counts fully even if it ends later, so
 * that a stall at the end is not missed. Thread-safe.
 */
final class Window {

    private final long leadInNanos;
    private final long measuredNanos;
    private final AtomicInteger missing;
    private long measureFrom;
    private long end;
    private volatile boolean open; // set after the times, and read before them
    private volatile boolean aborted;

    Window(int callers, Span span) {
        leadInNanos = span.leadIn().toNanos();
        measuredNanos = span.measured().toNanos();
        missing = new AtomicInteger(callers);
    }

    /** Notes that one more caller is ready. */
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

    /** Stops all callers, for example because one of them failed. */
    void abort() {
        aborted = true;
    }
}
