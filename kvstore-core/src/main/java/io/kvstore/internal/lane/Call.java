package io.kvstore.internal.lane;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through a {@link Lane}: who gets the answer, and in the end a result or an error. Made for one
 * use, by {@link #run()}, by {@link #submit} or as one of several {@link Calls}.
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
 * @param <R> the result
 */
public class Call<R> {

    enum State {
        MADE,
        WAITING,
        HELD,
        LEADING,
        TAKEN,
        DONE,
        WITHDRAWN
    }

    private final Lane lane;
    private final Request<R> request;
    private final Context context;
    private final int hash;
    private @Nullable Thread caller; // waits for the outcome, unless a promise is to get it
    private boolean leads;
    private boolean begun;
    private boolean alone; // led by its caller, for nobody else: errors are the caller's own
    private @Nullable Promise<R, ?> promise;
    private volatile State state = State.MADE;
    private long startedAt; // by System.nanoTime: the one start of its deadlines
    private volatile boolean waitedForRoom;
    private long room; // in InFlight, as that counts it
    private int size; // of its result, in bytes, as far as that is known
    private long pausedAt; // by System.nanoTime; 0 before its first pause
    private boolean again;
    private boolean abandoned; // guarded by the lane's lock
    private boolean settled;
    private @Nullable R result;
    private @Nullable RuntimeException error;

    /** For the lane, under its lock: what the statement that it leads is reckoned to bring back. */
    long brings;

    /** For the lane, under its lock. */
    @Nullable
    Call<?> previous;

    /** For the lane, under its lock. */
    @Nullable
    Call<?> next;

    /** For the lane, under its lock: when it was first held back, by {@link System#nanoTime}; 0 if it was not. */
    long heldAt;

    /** For the lane, under its lock: the statement that carried it has ended. */
    boolean over;

    /** A call that was not made yet. */
    public Call(Lane lane, Request<R> request, Context context) {
        this.lane = lane;
        this.request = request;
        this.context = context;
        this.hash = KeyHash.of(request.key());
    }

    public final Request<R> request() {
        return request;
    }

    public final byte[] key() {
        return request.key();
    }

    public final int bytes() {
        return request.bytes();
    }

    final int weight() {
        return request.weight();
    }

    /** Of its key. */
    final int hash() {
        return hash;
    }

    /** The same for all calls on a shard. */
    public final Object shard() {
        return lane.inFlight();
    }

    final Lane lane() {
        return lane;
    }

    /** Has it done, on this thread or by another, and returns its result or throws its error. */
    public final R run() {
        block(!VirtualThreads.isVirtual(Thread.currentThread()), System.nanoTime());
        lane.call(this);
        return outcome();
    }

    /** Has it done, never on this thread; the future is completed by the executor. */
    public final CompletableFuture<R> submit(Executor executor) {
        return submit(executor, Function.identity());
    }

    /**
     * The same, with a result that is decoded.
     *
     * @param executor completes the future, and runs the decoder
     * @param decoder makes of the result what the future is completed with
     */
    public final <T> CompletableFuture<T> submit(Executor executor, Function<? super R, ? extends T> decoder) {
        return submit(executor, decoder, System.nanoTime(), false);
    }

    /** As {@link #submit(Executor)}, with deadlines that started before, and may be over. */
    public final CompletableFuture<R> submit(Executor executor, long startedAt) {
        return submit(executor, Function.identity(), startedAt, true);
    }

    private <T> CompletableFuture<T> submit(
            Executor executor, Function<? super R, ? extends T> decoder, long startedAt, boolean mayBeLate) {
        Promise<R, T> future = new Promise<>(executor, decoder);
        promise = future;
        this.startedAt = startedAt;
        try {
            if (mayBeLate) {
                refuseIfLate();
            }
            lane.submit(this);
        } catch (RuntimeException e) {
            future.completeExceptionally(e);
        }
        return future;
    }

    /** Puts it into its lane, now that there is room for it; returns the call that is to be started now, if any. */
    final @Nullable Call<?> enter() {
        return isPromised() ? lane.order().add(this) : lane.add(this);
    }

    final long startedAt() {
        return startedAt;
    }

    final boolean isLate(long now) {
        return now - startedAt >= allowed();
    }

    /** Until it is late. */
    final long nanosLeft() {
        return allowed() - (System.nanoTime() - startedAt);
    }

    /** How long after its start it has to be done, in ns. */
    private long allowed() {
        long timeout = context.timeout().toNanos();
        return waitedForRoom ? lane.inFlight().maxWait().toNanos() + timeout : timeout;
    }

    final void refuseIfLate() {
        if (isLate(System.nanoTime())) {
            throw late();
        }
    }

    final void failLate() {
        fail(late());
    }

    private RuntimeException late() {
        return lane.refusals().abandoned(notDone(), false);
    }

    final String notDone() {
        return "not done within " + context.timeout();
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
    public final void brought(int bytes) {
        size = bytes;
        if (isPromised()) {
            lane.inFlight().brought(this, bytes);
        }
    }

    /** How many bytes its result has, or will have, as far as that is known. */
    public final int size() {
        return size;
    }

    /** Has it carried by a later statement; this one ends without an outcome for it. */
    public final void again() {
        again = true;
    }

    /** The same, for one whose result was not brought back since it is large. */
    public final void again(int bytes) {
        size = bytes;
        again = true;
    }

    /** The same, for one that is to pause first. */
    public final void againAfterAPause() {
        if (pausedAt == 0) {
            pausedAt = System.nanoTime();
        }
        again = true;
    }

    /** How long ago its first pause began; 0 if it had none. */
    public final Duration pausedFor() {
        return pausedAt == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - pausedAt);
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
    @SuppressWarnings("NullAway") // null where R is Void
    final void keepPromise() {
        if (promise == null) {
            throw new IllegalStateException("a caller waits for this call");
        }
        lane.inFlight().release(this); // first: a stage may make another call
        if (error != null) {
            promise.completeExceptionally(lane.refusals().copy(error));
        } else {
            promise.keep(result);
        }
    }

    /** The result of a call that is done, or its error thrown. */
    @SuppressWarnings("NullAway") // null where R is Void
    final R outcome() {
        if (error != null) {
            throw alone ? error : lane.refusals().copy(error);
        }
        if (!settled) {
            throw new IllegalStateException("a statement ended without an outcome for one of its calls");
        }
        return result;
    }
}
