package io.kvstore.internal.lane;

import com.google.common.primitives.Longs;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way through a {@link Lane}: what is asked, who gets the answer, and in the end a result or an error.
 * Made for one use, by {@link #run()}, by {@link #submit} or as one of several {@link Calls}.
 *
 * <pre>
 *   MADE ─▶ WAITING ──▶ LEADING ──▶ DONE      the lane made it the leader of a statement
 *    │         ├──────▶ TAKEN ────▶ DONE      another call's statement carries it
 *    └─────────┴──────▶ WITHDRAWN             its caller gave up first
 * </pre>
 *
 * <p>MADE is a call that found no room yet ({@link InFlight}), or that is held back ({@link KeyOrder}). While its key is
 * blocked ({@link BlockedKeys}) a call is HELD in place of WAITING. Steps out of WAITING and HELD are taken under the
 * lane's lock. The leader sets the outcome, then DONE; the caller sees DONE, then reads the outcome.
 *
 * @param <C> its own type, which is that of the calls in its lane
 * @param <R> the result
 */
public abstract class Call<C extends Call<C, ?>, R> {

    enum State {
        MADE,
        WAITING,
        HELD,
        LEADING,
        TAKEN,
        DONE,
        WITHDRAWN
    }

    private final Lane<C> lane;
    private final byte[] key;
    private final int bytes;
    private @Nullable Thread caller; // waits for the outcome, unless a promise is to get it
    private boolean leads;
    private boolean begun;
    private boolean alone; // led by its caller, for nobody else: errors are the caller's own
    private @Nullable Promise<R> promise;
    private volatile State state = State.MADE;
    private long startedAt; // by System.nanoTime: the one start of its deadlines
    private volatile boolean waitedForRoom;
    private long room; // in InFlight, as that counts it
    private boolean again;
    private boolean abandoned; // guarded by the lane's lock
    long brings; // for the lane: what the statement that it leads is reckoned to bring back
    private boolean settled;
    private @Nullable R result;
    private @Nullable RuntimeException error;

    /** For the lane, under its lock. */
    @Nullable
    C previous;

    /** For the lane, under its lock. */
    @Nullable
    C next;

    /** For the lane, under its lock: when it was first held back, by {@link System#nanoTime}; 0 if it was not. */
    long heldAt;

    /** For the lane, under its lock: the statement that carried it has ended. */
    boolean over;

    /**
     * A call that was not made yet.
     *
     * @param bytes what it keeps in memory
     */
    protected Call(Lane<C> lane, byte[] key, int bytes) {
        this.lane = lane;
        this.key = key;
        this.bytes = bytes;
    }

    public final byte[] key() {
        return key;
    }

    public final int bytes() {
        return bytes;
    }

    /** What it adds to a statement, in bytes. */
    protected int weight() {
        return bytes;
    }

    /** The same for all calls on a shard. */
    public final Object shard() {
        return lane.inFlight();
    }

    final Lane<C> lane() {
        return lane;
    }

    /** The key's position, which stands for the key: two keys with one position are kept in order for nothing. */
    final long position() {
        return Longs.fromByteArray(key);
    }

    @SuppressWarnings("unchecked") // C is the type of this
    final C self() {
        return (C) this;
    }

    /** Has it done, on this thread or by another, and returns its result or throws its error. */
    public final R run() {
        block(!VirtualThreads.isVirtual(Thread.currentThread()), System.nanoTime());
        lane.call(self());
        return outcome();
    }

    /** Has it done, never on this thread; the future is completed by the executor. */
    public final CompletableFuture<R> submit(Executor executor) {
        return submit(executor, System.nanoTime(), false);
    }

    /** As {@link #submit(Executor)}, with deadlines that started before, and may be over. */
    public final CompletableFuture<R> submit(Executor executor, long startedAt) {
        return submit(executor, startedAt, true);
    }

    private CompletableFuture<R> submit(Executor executor, long startedAt, boolean mayBeLate) {
        Promise<R> future = new Promise<>(executor);
        promise = future;
        this.startedAt = startedAt;
        try {
            if (mayBeLate) {
                lane.refuseIfLate(this);
            }
            lane.submit(self());
        } catch (RuntimeException e) {
            future.completeExceptionally(e);
        }
        return future;
    }

    /** Puts it into its lane, now that there is room for it; returns the call that is to be started now, if any. */
    final @Nullable Call<?, ?> enter() {
        return isPromised() ? lane.order().add(this) : Lane.add(this);
    }

    final long startedAt() {
        return startedAt;
    }

    final void waitsForRoom() {
        waitedForRoom = true;
    }

    final void room(long claimed) {
        room = claimed;
    }

    final long room() {
        return room;
    }

    /** Its result has so many bytes, which count as in flight until it is handed over. */
    protected final void brought(int bytes) {
        if (isPromised()) {
            lane.inFlight().brought(this, bytes);
        }
    }

    /** Has it carried by a later statement; this one ends without an outcome for it. */
    public final void again() {
        again = true;
    }

    /** Whether it is to be carried again; it is asked once, and then no more. */
    final boolean isToGoAgain() {
        boolean asked = again && !settled;
        again = false;
        return asked;
    }

    /** The same, while the statement is not over. */
    final boolean isGivenBack() {
        return again;
    }

    /** Nobody waits for it any more, though a statement carries it. Under the lane's lock. */
    final void abandon() {
        abandoned = true;
    }

    final boolean isAbandoned() {
        return abandoned;
    }

    final boolean waitedForRoom() {
        return waitedForRoom;
    }

    /**
     * Makes this thread wait for it.
     *
     * @param mayLead not a virtual thread: to interrupt one that waits for a socket closes the socket for all
     * @param startedAt when its deadlines start, by {@link System#nanoTime}
     */
    final void block(boolean mayLead, long startedAt) {
        this.startedAt = startedAt;
        caller = Thread.currentThread();
        leads = mayLead;
    }

    /** It leads, and will end what it leads. */
    final void begin() {
        begun = true;
    }

    final boolean hasBegun() {
        return begun;
    }

    final void led(boolean byItself) {
        alone = byItself && leads;
    }

    final boolean canLead() {
        return leads;
    }

    final boolean isPromised() {
        return promise != null;
    }

    /** Set by the leader, and seen by the caller once the statement is over. */
    public final void succeed(R value) {
        result = value;
        settled = true;
    }

    /** As {@link #succeed}; an error wins over a result. */
    public final void fail(RuntimeException cause) {
        error = cause;
        settled = true;
    }

    final State state() {
        return state;
    }

    final void state(State to) {
        begun &= to != State.LEADING; // it may lead again
        state = to;
    }

    final boolean hasOutcome() {
        return settled;
    }

    final void finish() {
        state = State.DONE;
        wake();
    }

    final void wake() {
        if (caller != null && caller != Thread.currentThread()) {
            LockSupport.unpark(caller);
        }
    }

    /** Where a promise is completed. */
    final Executor executor() {
        if (promise == null) {
            throw new IllegalStateException("a caller waits for this call");
        }
        return promise.defaultExecutor();
    }

    /** Gives the room of the call back, and its outcome to the promise. */
    final void keepPromise() {
        if (promise == null) {
            throw new IllegalStateException("a caller waits for this call");
        }
        lane.leave(self()); // first: a stage may make another call
        if (error != null) {
            promise.completeExceptionally(lane.ownCopy(error));
        } else {
            promise.complete(result);
        }
    }

    /** The result of a call that is done, or its error thrown. */
    @SuppressWarnings("NullAway") // null where R is Void
    final R outcome() {
        if (error != null) {
            throw alone ? error : lane.ownCopy(error);
        }
        if (!settled) {
            throw new IllegalStateException("a statement ended without an outcome for one of its calls");
        }
        return result;
    }
}
