package io.kvstore.internal.lane;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many calls, and bytes of them, a shard may have in flight: what keeps a slow shard from filling the heap.
 * Thread-safe.
 */
public final class InFlight {

    private final int maxCalls;
    private final int maxBytes;
    private final Duration maxWait;
    private final Refusals refusals;
    private final Semaphore calls;
    private final Semaphore bytes;

    /**
     * Nothing in flight.
     *
     * @param maxWait how long a call that finds no room waits for some
     */
    public InFlight(int maxCalls, int maxBytes, Duration maxWait, Refusals refusals) {
        this.maxCalls = maxCalls;
        this.maxBytes = maxBytes;
        this.maxWait = maxWait;
        this.refusals = refusals;
        this.calls = new Semaphore(maxCalls, true);
        this.bytes = new Semaphore(maxBytes, true);
    }

    /** Makes room for a call, or throws. One that is larger than all the room there is needs all of it. */
    void acquire(int size) {
        if (!acquire(calls, 1)) {
            throw refusals.overloaded(maxCalls + " calls", maxWait);
        }
        boolean admitted = false;
        try {
            admitted = acquire(bytes, room(size));
        } finally {
            if (!admitted) {
                calls.release();
            }
        }
        if (!admitted) {
            throw refusals.overloaded(maxBytes + " bytes", maxWait);
        }
    }

    private boolean acquire(Semaphore semaphore, int permits) {
        if (maxWait.isZero()) {
            return semaphore.tryAcquire(permits);
        }
        try {
            return semaphore.tryAcquire(permits, maxWait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refusals.abandoned("interrupted while it waited", false);
        }
    }

    /** Gives back the room of a call that is over. */
    void release(int size) {
        bytes.release(room(size));
        calls.release();
    }

    private int room(int size) {
        return Math.min(size, maxBytes);
    }

    /** Calls that were admitted and are not over. */
    public int count() {
        return maxCalls - calls.availablePermits();
    }
}
