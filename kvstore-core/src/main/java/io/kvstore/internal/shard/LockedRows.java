package io.kvstore.internal.shard;

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
 * The rows of one shard that other transactions are known to hold. Their keys are blocked, so that no statement waits
 * for such a row with others on board. A task looks whether they are free again, and fails the calls on them that have
 * waited for the lock wait timeout. Thread-safe.
 *
 * <p>A locked gap cannot be looked at: where a statement waited in vain for a row that looks free, the first call on its
 * key is tried again beside the lane, alone, until it succeeds or its time is up.
 */
final class LockedRows implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LockedRows.class);

    private static final long LOOK_AGAIN_MILLIS = 20;
    private static final int ROWS_PER_LOOK = 256;

    /** Where one row is held, others may be: so long, rows are looked at before a statement waits for them. */
    private static final Duration SUSPICION = Duration.ofSeconds(1);

    /** How long a key is kept blocked that nobody asks for, if its row cannot be looked at. */
    private static final Duration FORGET_AFTER = Duration.ofSeconds(5);

    /** Beyond, somebody holds much of the table, and keys are no longer told apart. */
    private static final int MAX_KEYS = 4_096;

    /** Statements that wait for a locked gap. */
    private static final int MAX_TRIES_OUT = 3;

    /** Whether a row was seen to be held, and when it was last known to be. */
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

    LockedRows(
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

    /** Whether a row was found to be held a moment ago. */
    boolean suspected() {
        return System.nanoTime() - suspectedUntil < 0;
    }

    /** Whether an earlier write of the key may still happen. */
    boolean isUnsettled(byte[] key) {
        return blocked.isBlocked(key, Reason.UNKNOWN_OUTCOME);
    }

    boolean isLockWait(KvServerException error) {
        return locks.isLockWait(error);
    }

    /** Looks which of the rows are held, and blocks and returns their keys. */
    Set<byte[]> blockHeld(List<byte[]> candidates) {
        return blockSeen(locks.look(candidates));
    }

    /** The same after a wait for one of them: if none is seen to be held, it may be any that is not there. */
    Set<byte[]> blockHeldOrAbsent(List<byte[]> candidates) {
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

    /** Blocks a key for which a statement waited in vain; returns whether that could be done. */
    boolean block(byte[] key) {
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
        if (closed) { // meanwhile: nobody looks any more
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
            LOG.debug("looking for rows that are held", e);
            unblockAll(); // the calls find out by themselves
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
        if (!keys.isEmpty() && looking.compareAndSet(false, true)) { // one was blocked meanwhile
            lookLater();
        }
    }

    private void unblockAll() {
        keys.keySet().forEach(this::unblock);
    }

    /** Lets all calls go, once the shard is closed: they find out by themselves. */
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
