package io.kvstore.examples.http;

import com.google.common.util.concurrent.MoreExecutors;
import io.kvstore.Reaper;
import io.kvstore.metrics.ReapMetrics;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a reaper at intervals and records its results as metrics. Thread-safe. */
final class ReaperSchedule implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ReaperSchedule.class);

    private final ScheduledExecutorService scheduler =
            Executors.newSingleThreadScheduledExecutor(run -> new Thread(run, "kv-reaper"));
    private final Reaper reaper;
    private final ReapMetrics metrics;

    ReaperSchedule(Reaper reaper, ReapMetrics metrics) {
        this.reaper = reaper;
        this.metrics = metrics;
    }

    /**
     * Starts the schedule.
     *
     * @param pause the time between runs; zero means never
     */
    @SuppressWarnings("FutureReturnValueIgnored") // reap() never throws
    void every(Duration pause) {
        if (!pause.isZero()) {
            scheduler.scheduleWithFixedDelay(this::reap, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void reap() {
        try {
            metrics.record(reaper.reap());
        } catch (RuntimeException e) {
            log.warn("this run of the reaper failed; the next will try again", e);
        }
    }

    /** Waits for a run in progress. Its time is limited by its budget. */
    @Override
    public void close() {
        MoreExecutors.shutdownAndAwaitTermination(scheduler, Duration.ofMinutes(1));
    }
}
