package io.kvstore.internal.lane;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends asynchronous calls at deadlines that cover everything, on a thread that nothing else blocks. Calls that are late at
 * the same time leave their lanes together. Thread-safe.
 */
public final class Deadlines implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);

    private final ScheduledExecutorService timer;
    private final Queue<Call<?>> due = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean ending = new AtomicBoolean();

    /** {@code timer} is used for nothing else, and drops tasks that are cancelled. */
    public Deadlines(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /** Starts the timer of a call. Returns null if the store is closed: the call then fails by itself. */
    @Nullable
    Future<?> set(Call<?> call) {
        try {
            return timer.schedule(() -> isDue(call), call.nanosLeft(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            return null;
        }
    }

    private void isDue(Call<?> call) {
        due.add(call);
        if (ending.compareAndSet(false, true)) {
            timer.execute(this::end); // behind the others that are due
        }
    }

    private void end() {
        ending.set(false);
        Map<Lane, List<Call<?>>> byLane = new LinkedHashMap<>();
        for (Call<?> call = due.poll(); call != null; call = due.poll()) {
            byLane.computeIfAbsent(call.lane(), lane -> new ArrayList<>()).add(call);
        }
        byLane.forEach(Deadlines::end);
    }

    private static void end(Lane lane, List<Call<?>> calls) {
        try {
            lane.leaving().expire(calls);
        } catch (RuntimeException | Error e) { // those of other lanes must end too
            LOG.error("ending calls at their deadline", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
