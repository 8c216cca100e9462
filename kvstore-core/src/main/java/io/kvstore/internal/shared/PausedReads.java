package io.kvstore.internal.shared;

import io.kvstore.internal.endpoint.Errors;
import io.kvstore.internal.lane.BlockedKeys;
import io.kvstore.internal.lane.BlockedKeys.Reason;
import io.kvstore.internal.lane.Call;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Reads that found an expired row which another transaction holds. They pause and read again, until the result is
 * certain or their time is up. Calls on their keys wait too; other reads go on. Thread-safe.
 */
public final class PausedReads implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final BlockedKeys blocked = new BlockedKeys(EnumSet.of(Reason.ROW_LOCK));
    private final Set<Pause> pauses = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private final Errors errors;
    private final Duration lockWaitTimeout;
    private final ScheduledExecutorService housekeeping;

    public PausedReads(Errors errors, Duration lockWaitTimeout, ScheduledExecutorService housekeeping) {
        this.errors = errors;
        this.lockWaitTimeout = lockWaitTimeout;
        this.housekeeping = housekeeping;
    }

    /** The keys that must not be read now. */
    public BlockedKeys keys() {
        return blocked;
    }

    /** Whether the call has paused since it first found its row locked. */
    boolean hasPaused(Call<?> call) {
        return call.pausedFor().compareTo(PAUSE) >= 0;
    }

    /** Reads again after a pause. Fails the call if it has waited for the lock wait timeout. */
    void pause(Call<?> call) {
        if (call.pausedFor().compareTo(lockWaitTimeout) >= 0) {
            call.fail(errors.rowLocked(lockWaitTimeout));
            return;
        }
        Pause pause = new Pause(call.key());
        pauses.add(pause);
        blocked.block(pause.key, Reason.ROW_LOCK);
        call.againAfterAPause();
        try {
            ScheduledFuture<?> unused =
                    housekeeping.schedule(() -> end(pause), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) { // the store is closed
            end(pause);
        }
        if (closed) {
            end(pause);
        }
    }

    private void end(Pause pause) {
        if (pauses.remove(pause)) {
            blocked.unblock(pause.key, Reason.ROW_LOCK);
        }
    }

    /** Ends all pauses when the shard is closed. The calls fail because the pool is closed. */
    @Override
    public void close() {
        closed = true;
        pauses.forEach(this::end);
    }

    /** One pause. A key may have several. */
    private static final class Pause {

        private final byte[] key;

        Pause(byte[] key) {
            this.key = key;
        }
    }
}
