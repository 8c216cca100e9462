package io.kvstore.adapter.boot;

import io.kvstore.ReapReport;
import io.kvstore.Reaper;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs the reaper on a thread of its own, with a pause between the end of a run and the start of the next. Spring stops
 * it before it closes the store. Thread-safe.
 */
final class ReaperSchedule implements SmartLifecycle {

    static final Duration MAX_INTERVAL = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(ReaperSchedule.class);

    /** How long a run may take to end its batch, which the interrupt does not cut short. */
    private static final Duration END_OF_BATCH = Duration.ofSeconds(10);

    private final Reaper reaper;
    private final Duration interval;
    private final List<Consumer<ReapReport>> reports;
    private @Nullable ScheduledExecutorService thread; // guarded by this

    /**
     * A schedule that is not started.
     *
     * @param interval from the end of a run to the next; 0 for none
     * @param reports get the report of each run
     */
    ReaperSchedule(Reaper reaper, Duration interval, List<Consumer<ReapReport>> reports) {
        this.reaper = reaper;
        this.interval = interval;
        this.reports = reports;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // run() throws nothing
    public synchronized void start() {
        if (thread == null && !interval.isZero()) {
            thread = new ScheduledThreadPoolExecutor(1, task -> {
                Thread made = new Thread(task, "kvstore-reaper");
                made.setDaemon(true);
                return made;
            });
            long millis = interval.toMillis();
            thread.scheduleWithFixedDelay(this::run, millis, millis, TimeUnit.MILLISECONDS);
        }
    }

    /** Throws nothing, because that would end the schedule. */
    private void run() {
        try {
            ReapReport report = reaper.reap();
            reports.forEach(each -> each.accept(report));
        } catch (RuntimeException | Error e) {
            LOG.warn("this run of the reaper failed; the next will try again", e);
        }
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.shutdownNow();
            try {
                thread.awaitTermination(END_OF_BATCH.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
