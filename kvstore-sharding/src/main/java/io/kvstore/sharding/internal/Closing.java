package io.kvstore.sharding.internal;

import com.google.common.util.concurrent.Uninterruptibles;
import io.kvstore.internal.lane.Lane;
import io.kvstore.internal.pool.Threads;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of a store: new calls are refused, those under way have some time to finish, and then it is closed. Thread-safe. */
final class Closing {

    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private static final long MAX_PAUSE_NANOS = Duration.ofMillis(10).toNanos();

    private final Duration timeout;
    private final BooleanSupplier idle;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final FutureTask<@Nullable Void> task;

    /**
     * Of a store that is open.
     *
     * @param timeout how long calls under way have
     * @param idle whether there are none
     * @param close closes what there is
     */
    Closing(Duration timeout, BooleanSupplier idle, Runnable close) {
        this.timeout = timeout;
        this.idle = idle;
        task = new FutureTask<>(
                () -> {
                    drain();
                    close.run();
                },
                null);
    }

    void checkOpen() {
        if (begun.get()) {
            throw new IllegalStateException("the store is closed");
        }
    }

    boolean isBegun() {
        return begun.get();
    }

    /** Returns when it is done, however often it is called; at once on a thread whose own call it would wait for. */
    void close() {
        if (begun.compareAndSet(false, true)) {
            start();
        }
        if (!isWithinACall()) {
            Parallel.get(task);
        }
    }

    /** As an observer is, on the thread that carries out the statement that it sees. */
    private static boolean isWithinACall() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals(Lane.class.getName())));
    }

    /** On a thread that nobody interrupts: pools that are interrupted while they close leave connections behind. */
    private void start() {
        try {
            Threads.daemon("kvstore-close").newThread(task).start();
        } catch (OutOfMemoryError e) { // no native thread
            task.run();
        }
    }

    private void drain() {
        long end = System.nanoTime() + timeout.toNanos();
        long pause = 1_000;
        while (!idle.getAsBoolean()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                LOG.warn("calls are still under way after {} (closeTimeout); they fail", timeout);
                return;
            }
            Uninterruptibles.sleepUninterruptibly(Duration.ofNanos(Math.min(pause, left)));
            pause = Math.min(2 * pause, MAX_PAUSE_NANOS);
        }
    }
}
