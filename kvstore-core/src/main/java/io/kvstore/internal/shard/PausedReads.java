package io.kvstore.internal.shard;

import io.kvstore.internal.endpoint.Errors;
import io.kvstore.internal.lane.BlockedKeys;
import io.kvstore.internal.lane.BlockedKeys.Reason;
import io.kvstore.internal.lane.Call;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Reads that found an expired row which another transaction holds. They are carried again after a pause, until they know
 * what they read or their time is up. Calls on their keys wait with them; other reads go on. Thread-safe.
 */
final class PausedReads {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final BlockedKeys blocked = new BlockedKeys();
    private final Errors errors;
    private final Duration lockWaitTimeout;
    private final ScheduledExecutorService housekeeping;

    PausedReads(Errors errors, Duration lockWaitTimeout, ScheduledExecutorService housekeeping) {
        this.errors = errors;
        this.lockWaitTimeout = lockWaitTimeout;
        this.housekeeping = housekeeping;
    }

    /** The keys of which no read may be carried for now. */
    BlockedKeys keys() {
        return blocked;
    }

    /** Whether the call has had its pause, since it first found its row held. */
    boolean hasPaused(Call<?> call) {
        return call.heldFor().compareTo(PAUSE) >= 0;
    }

    /** Has it carried again after a pause, unless it has waited for the row as long as it may. */
    void pause(Call<?> call) {
        if (call.heldFor().compareTo(lockWaitTimeout) >= 0) {
            call.fail(errors.rowLocked(lockWaitTimeout));
            return;
        }
        byte[] key = call.key();
        blocked.block(key, Reason.ROW_LOCK);
        call.again();
        try {
            ScheduledFuture<?> unused = housekeeping.schedule(
                    () -> blocked.unblock(key, Reason.ROW_LOCK), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) { // the store is closed: they find out by themselves
            blocked.unblock(key, Reason.ROW_LOCK);
        }
    }
}
