package io.kvstore;

import org.slf4j.LoggerFactory;

/**
 * Deletes the rows of expired and deleted keys, in runs of limited time ({@link ReaperConfig}). The application schedules it:
 *
 * <pre>{@code
 * scheduler.scheduleWithFixedDelay(store.reaper(), 1, 1, TimeUnit.MINUTES);
 * }</pre>
 *
 * <p>Several hosts may run it on the same shards at the same time. Thread-safe.
 */
public interface Reaper extends Runnable {

    /**
     * Runs once, on the calling thread. If a shard fails, its error is in the report, and the run continues with the other
     * shards.
     *
     * @return what was done on each shard
     * @throws IllegalStateException if the store is closed
     */
    ReapReport reap();

    /** The same as {@link #reap()} for a scheduler: it logs errors and never throws, because that would end the schedule. */
    @Override
    default void run() {
        try {
            reap();
        } catch (RuntimeException | Error e) {
            LoggerFactory.getLogger(Reaper.class).warn("this run of the reaper failed; the next will try again", e);
        }
    }
}
