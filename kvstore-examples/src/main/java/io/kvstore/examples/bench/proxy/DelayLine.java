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
 * Bytes on their way: a queue in the order of their reading, and a thread that writes each once it is as old as the
 * delay. Since all are delayed alike, whatever is first in the queue is due first. One thread sends.
 */
final class DelayLine implements AutoCloseable {

    private static final long RETRY_NANOS = 100_000;
    private static final int DIGITS = 3;

    private final long delayNanos;
    private final Queue<Parcel> underWay = new ConcurrentLinkedQueue<>();
    private final Set<Direction> stalled = new HashSet<>(); // the thread's own
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

    /** Takes bytes along that were read at a moment not before that of the last ones. */
    void send(Direction direction, ByteBuffer bytes, long readAt) {
        underWay.add(new Parcel(direction, bytes, readAt));
        if (idle) {
            LockSupport.unpark(thread);
        }
    }

    /** How long bytes were held back since this was last asked, in nanoseconds. */
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
                Alarm.await(now + RETRY_NANOS); // for a receiver to take more; what falls due meanwhile is a bit late
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
