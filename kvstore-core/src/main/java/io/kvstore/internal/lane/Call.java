package io.kvstore.internal.lane;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way through a {@link Lane}: what is asked, who waits for it, and in the end a result or an error.
 *
 * <pre>
 *   WAITING ──▶ LEADING ──▶ DONE      the lane made it the leader of a statement
 *      ├──────▶ TAKEN ────▶ DONE      another call's statement carries it
 *      └──────▶ WITHDRAWN             its caller gave up first
 * </pre>
 *
 * <p>Steps out of WAITING are taken under the lane's lock. The leader sets the outcome, then DONE; the caller sees
 * DONE, then reads the outcome.
 *
 * @param <R> the result
 */
public abstract class Call<R> {

    enum State {
        WAITING,
        LEADING,
        TAKEN,
        DONE,
        WITHDRAWN
    }

    private final byte[] key;
    private final int bytes;
    private final Thread caller = Thread.currentThread();
    private volatile State state = State.WAITING;
    private @Nullable R result;
    private @Nullable RuntimeException error;

    /** Made by its caller's thread. */
    protected Call(byte[] key, int bytes) {
        this.key = key;
        this.bytes = bytes;
    }

    public final byte[] key() {
        return key;
    }

    /** What it adds to a statement. */
    final int bytes() {
        return bytes;
    }

    /** Set by the leader, and seen by the caller once the statement is over. */
    public final void succeed(R value) {
        result = value;
    }

    /** As {@link #succeed}; an error wins over a result. */
    public final void fail(RuntimeException cause) {
        error = cause;
    }

    /** The error for a caller that stops waiting, or whose leader broke down. */
    protected abstract RuntimeException abandoned(String why, boolean mayHaveHappened);

    final State state() {
        return state;
    }

    final void state(State next) {
        state = next;
    }

    final boolean hasOutcome() {
        return result != null || error != null;
    }

    final void finish() {
        state = State.DONE;
        wake();
    }

    final void wake() {
        if (caller != Thread.currentThread()) {
            LockSupport.unpark(caller);
        }
    }

    /** A virtual thread does not lead: to interrupt one that waits for a socket closes the socket for all. */
    final boolean canLead() {
        return !VirtualThreads.isVirtual(caller);
    }

    /** The result of a call that is done, or its error thrown. */
    public final R outcome() {
        if (error != null) {
            throw error;
        }
        if (result == null) {
            throw new IllegalStateException("a statement ended without an outcome for one of its calls");
        }
        return result;
    }
}
