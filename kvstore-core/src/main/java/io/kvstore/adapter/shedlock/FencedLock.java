package io.kvstore.adapter.shedlock;

import net.javacrumbs.shedlock.core.SimpleLock;

/**
 * A lock with a <em>fencing token</em>: a number that is larger than the token of each earlier holder of the lock. Each lock
 * of {@link KvStoreLockProvider} is one.
 *
 * <p>A task that runs longer than {@code lockAtMostFor}, or whose process stands still, loses its lock without noticing. So
 * send the token with each write to what the lock protects, and have that reject a token that is smaller than the largest
 * one that it has seen. Then a former holder cannot overwrite the work of the next one.
 *
 * <p>The token is the version of the lock's key when the lock was acquired. An extension does not change it. Tokens of locks
 * with different names have no order.
 *
 * <p><b>What it needs.</b> Versions grow with every write of a key, also over a delete and over expiry. If the reaper deletes
 * the row, the next version is the database's clock in microseconds. It is larger than the last one if the
 * {@linkplain io.kvstore.ReaperConfig#grace() grace} of the reaper (60 s by default) is longer than all steps together by which the
 * database's clock goes back between two holders. A failover to a server whose clock is behind is such a step.
 */
@SuppressWarnings("exports") // ShedLock is optional, and a module that uses this class requires it itself
public interface FencedLock extends SimpleLock {

    /**
     * The token of this lock.
     *
     * @return larger than the token of each earlier holder; the same before and after an extension
     */
    long fencingToken();
}
