package io.kvstore.internal.rowlock;

import com.google.common.collect.Lists;
import io.kvstore.KvException;
import io.kvstore.KvServerException;
import io.kvstore.internal.endpoint.Errors;
import io.kvstore.internal.lane.BlockedKeys;
import io.kvstore.internal.lane.BlockedKeys.Reason;
import io.kvstore.internal.lane.Workers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of one shard that other transactions are known to hold. Their keys are blocked, so that no shared statement
 * waits for them. A task checks whether they are free again. It fails calls that have waited for the lock wait timeout.
 * Thread-safe.
 *
 * <p>A locked gap cannot be seen. If a statement waited too long for a row that seems to be free, the first call on its
 * key is tried again outside the lane, alone, until it succeeds or its time is up.
 */
public final class LockedRows implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LockedRows.class);

    private static final long LOOK_AGAIN_MILLIS = 20;
    private static final int ROWS_PER_LOOK = 256;

    /** If one row is held, others may be. For so long, rows are checked before a statement waits for them. */
    private static final Duration SUSPICION = Duration.ofSeconds(1);

    /** How long a key stays blocked if no call asks for it and its lock cannot be seen. */
    private static final Duration FORGET_AFTER = Duration.ofSeconds(5);

    /** Beyond this, somebody holds much of the table, and further keys are not blocked. */
    private static final int MAX_KEYS = 4_096;

    /** Concurrent statements that wait for a locked gap. */
    private static final int MAX_TRIES_OUT = 3;

    /** Whether a row was seen to be locked, and when that was last known. */
    private record Sighting(boolean seen, long at) {}

    private final RowLocks locks;
    private final BlockedKeys blocked;
    private final Errors errors;
    private final Duration lockWaitTimeout;
    private final Workers workers;
    private final ScheduledExecutorService housekeeping;
    private final Map<byte[], Sighting> keys = new ConcurrentSkipListMap<>(Arrays::compareUnsigned);
    private final Set<byte[]> tried = new ConcurrentSkipListSet<>(Arrays::compareUnsigned);
    private final Semaphore tries = new Semaphore(MAX_TRIES_OUT);
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile long suspectedUntil = System.nanoTime();
    private volatile boolean closed;

    public LockedRows(
            RowLocks locks,
            BlockedKeys blocked,
            Errors errors,
            Duration lockWaitTimeout,
            Workers workers,
            ScheduledExecutorService housekeeping) {
        this.locks = locks;
        this.blocked = blocked;
        this.errors = errors;
        this.lockWaitTimeout = lockWaitTimeout;
        this.workers = workers;
        this.housekeeping = housekeeping;
    }

    /** Whether a locked row was found a moment ago. */
    public boolean suspected() {
        return System.nanoTime() - suspectedUntil < 0;
    }

    /** Whether an earlier write of the key may still happen. */
    public boolean isUnsettled(byte[] key) {
        return blocked.isBlocked(key, Reason.UNKNOWN_OUTCOME);
    }

    /** Whether its row is known to be held by another transaction. */
    public boolean isHeld(byte[] key) {
        return blocked.isBlocked(key, Reason.ROW_LOCK);
    }

    public boolean isLockWait(KvServerException error) {
        return locks.isLockWait(error);
    }

    /** Checks which of the rows are locked. Blocks their keys and returns them. */
    public Set<byte[]> blockHeld(List<byte[]> candidates) {
        return blockSeen(locks.look(candidates));
    }

    /**
     * The same, after a statement waited too long for one of them. If no row is locked, it may be the gap of any absent
     * row.
     */
    public Set<byte[]> blockHeldOrAbsent(List<byte[]> candidates) {
        RowLocks.Seen seen = locks.look(candidates);
        Set<byte[]> held = blockSeen(seen);
        if (!held.isEmpty()) {
            return held;
        }
        seen.absent().removeIf(key -> !block(key));
        return seen.absent();
    }

    private Set<byte[]> blockSeen(RowLocks.Seen seen) {
        seen.held().removeIf(key -> !block(key, true));
        return seen.held();
    }

    /** Blocks a key for which a statement waited too long. Returns false if that is not possible. */
    public boolean block(byte[] key) {
        return block(key, false);
    }

    private boolean block(byte[] key, boolean seen) {
        long now = System.nanoTime();
        suspectedUntil = now + SUSPICION.toNanos();
        if (closed || keys.size() >= MAX_KEYS) {
            return false;
        }
        if (keys.put(key, new Sighting(seen, now)) == null) {
            blocked.block(key, Reason.ROW_LOCK);
        }
        if (looking.compareAndSet(false, true)) {
            lookLater();
        }
        if (closed) { // in the meantime: nobody checks any more
            unblock(key);
        }
        return true;
    }

    private void lookLater() {
        try {
            ScheduledFuture<?> unused = housekeeping.schedule(
                    () -> workers.run(this::look, why -> lookLater()), LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) { // the store is closed
            unblockAll();
        }
    }

    private void look() {
        try {
            Lists.partition(List.copyOf(keys.keySet()), ROWS_PER_LOOK).forEach(this::look);
        } catch (KvException | IllegalStateException e) { // the shard is down, or the store is closed
            LOG.debug("checking for locked rows", e);
            unblockAll(); // the calls try again and fail on their own
        } finally {
            blocked.failHeld(Reason.ROW_LOCK, lockWaitTimeout, () -> errors.rowLocked(lockWaitTimeout));
            goOn();
        }
    }

    private void look(List<byte[]> some) {
        Set<byte[]> held = locks.look(some).held();
        for (byte[] key : some) {
            Sighting last = keys.get(key);
            if (held.contains(key)) {
                keys.replace(key, new Sighting(true, System.nanoTime()));
            } else if (last != null && last.seen()) {
                unblock(key);
            } else if (tried.add(key)) {
                tryBeside(key);
            }
        }
    }

    private void tryBeside(byte[] key) {
        if (tries.tryAcquire()) {
            workers.run(() -> tryNow(key), why -> tryOver(key));
        } else {
            tried.remove(key); // next time
        }
    }

    private void tryNow(byte[] key) {
        try {
            Sighting last = keys.get(key);
            boolean done = blocked.carryFirst(key);
            if (last != null
                    && last.equals(keys.get(key))
                    && (done || System.nanoTime() - last.at() > FORGET_AFTER.toNanos())) {
                unblock(key);
            }
        } finally {
            tryOver(key);
        }
    }

    private void tryOver(byte[] key) {
        tries.release();
        tried.remove(key);
    }

    private void goOn() {
        if (!keys.isEmpty()) {
            lookLater();
            return;
        }
        looking.set(false);
        if (!keys.isEmpty() && looking.compareAndSet(false, true)) { // one was blocked in the meantime
            lookLater();
        }
    }

    private void unblockAll() {
        keys.keySet().forEach(this::unblock);
    }

    /** Releases all calls when the shard is closed. They fail because the pool is closed. */
    @Override
    public void close() {
        closed = true;
        unblockAll();
    }

    private void unblock(byte[] key) {
        if (keys.remove(key) != null) {
            blocked.unblock(key, Reason.ROW_LOCK);
        }
    }
}
