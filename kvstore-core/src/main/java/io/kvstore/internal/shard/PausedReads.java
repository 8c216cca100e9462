package io.kvstore.internal.shard;

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
 * Reads that found an expired row which another transaction holds. They are carried again after a pause, until they know
 * what they read or their time is up. Calls on their keys wait with them; other reads go on. Thread-safe.
 */
final class PausedReads implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final BlockedKeys blocked = new BlockedKeys(EnumSet.of(Reason.ROW_LOCK));
    private final Set<Pause> pauses = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
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
        return call.pausedFor().compareTo(PAUSE) >= 0;
    }

    /** Has it carried again after a pause, unless it has waited for the row as long as it may. */
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

    /** Ends all pauses, once the shard is closed: the calls find out by themselves. */
    @Override
    public void close() {
        closed = true;
        pauses.forEach(this::end);
    }

    /** One of perhaps several of one key. */
    private static final class Pause {

        private final byte[] key;

        Pause(byte[] key) {
            this.key = key;
        }
    }
}
