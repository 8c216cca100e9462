package io.kvstore;

import org.slf4j.LoggerFactory;

/**
 * Deletes rows whose time has passed, in runs that are bounded in rows and time. The host schedules it:
 *
 * <pre>{@code
 * scheduler.scheduleWithFixedDelay(store.reaper(), 1, 1, TimeUnit.MINUTES);
 * }</pre>
 *
 * <p>Any number of hosts may run it on the same shards: they share the work. Thread-safe.
 */
public interface Reaper extends Runnable {

    /**
     * Runs once, on the caller's thread. A shard that fails is reported, and stops neither the others nor the
     * next run.
     *
     * @return what was done, per shard
     * @throws IllegalStateException if the store is closed
     */
    ReapReport reap();

    /** {@link #reap()}, for a scheduler: logs what goes wrong and never throws, since that would end the schedule. */
    @Override
    default void run() {
        try {
            reap();
        } catch (RuntimeException | Error e) {
            LoggerFactory.getLogger(Reaper.class).warn("this run of the reaper failed; the next will try again", e);
        }
    }
}
