package io.kvstore.internal.lane;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outcomes of one statement's calls, on their way into the futures of one executor. It may be run more than once,
 * also at a time: each future is completed once, and one whose stages block holds up no other. Thread-safe.
 */
final class Delivery implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final List<? extends Call<?>> calls;
    private final Consumer<Call<?>> step;
    private final Executor executor;
    private final AtomicInteger next = new AtomicInteger();
    private volatile boolean relieved; // another run was asked for, and has not begun
    private int seen; // next, at the last look

    /** {@code step} completes the future of a call. */
    Delivery(List<? extends Call<?>> calls, Consumer<Call<?>> step, Executor executor) {
        this.calls = calls;
        this.step = step;
        this.executor = executor;
    }

    Executor executor() {
        return executor;
    }

    @Override
    public void run() {
        relieved = false;
        for (int i = next.getAndIncrement(); i < calls.size(); i = next.getAndIncrement()) {
            try {
                step.accept(calls.get(i));
            } catch (Throwable e) { // none of those behind it
                LOG.error("completing a future", e);
            }
        }
    }

    /** Whether all futures are completed. */
    boolean isOver() {
        return calls.stream().allMatch(Call::isPromiseOver);
    }

    /** Whether nothing has moved since the last look, though something is left to do. One thread looks. */
    boolean needsRelief() {
        int now = next.get();
        boolean stuck = now == seen && now > 0 && now < calls.size() && !relieved;
        seen = now;
        relieved |= stuck;
        return stuck;
    }
}
