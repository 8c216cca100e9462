package io.kvstore.examples.bench.proxy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.jspecify.annotations.Nullable;

/**
 * A queue of delayed bytes, and a thread that writes them when the delay has passed. All bytes have the same delay, so
 * the first in the queue is always due first. One thread sends.
 */
final class DelayLine implements AutoCloseable {

    private static final long RETRY_NANOS = 100_000;
    private static final int DIGITS = 3;

    private final long delayNanos;
    private final Queue<Parcel> underWay = new ConcurrentLinkedQueue<>();
    private final Set<Direction> stalled = new HashSet<>(); // used by the writing thread
    private final SingleWriterRecorder held = new SingleWriterRecorder(DIGITS);
    private final Thread thread;
    private volatile boolean idle;
    private volatile boolean closed;

    private record Parcel(Direction direction, ByteBuffer bytes, long readAt) {}

    DelayLine(String name, Duration delay) {
        delayNanos = delay.toNanos();
        thread = new Thread(this::deliverAll, name);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Adds bytes to the queue.
     *
     * @param readAt when they were read; never before that of the bytes added last
     */
    void send(Direction direction, ByteBuffer bytes, long readAt) {
        underWay.add(new Parcel(direction, bytes, readAt));
        if (idle) {
            LockSupport.unpark(thread);
        }
    }

    /** The delays since the last call of this method, in nanoseconds. */
    Histogram held() {
        return held.getIntervalHistogram();
    }

    private void deliverAll() {
        while (!closed) {
            stalled.removeIf(Direction::flush);
            Parcel next = underWay.peek();
            long now = System.nanoTime();
            if (next != null && now - next.readAt() >= delayNanos) {
                underWay.remove();
                held.recordValue(now - next.readAt());
                if (!next.direction().write(next.bytes())) {
                    stalled.add(next.direction());
                }
            } else if (!stalled.isEmpty()) {
                Alarm.await(now + RETRY_NANOS); // waits until a receiver takes more; bytes due meanwhile are a bit late
            } else {
                await(next);
            }
        }
    }

    private void await(@Nullable Parcel next) {
        if (next != null) {
            Alarm.await(next.readAt() + delayNanos);
            return;
        }
        idle = true;
        if (underWay.isEmpty() && !closed) {
            LockSupport.park(this);
        }
        idle = false;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
