package io.kvstore.internal.lane;

import io.kvstore.KvTracer.Span;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through a {@link Lane}, with the thread or future that waits for it, and finally a result or an error.
 * It is used once: by {@link #run()}, by {@link #submit}, or as one of several {@link Calls}.
 *
 * <pre>
 *   MADE ─▶ WAITING ──▶ LEADING ──▶ DONE      the lane made it the leader of a statement
 *    │         ├──────▶ TAKEN ────▶ DONE      another call's statement carries it
 *    └─────────┴──────▶ WITHDRAWN             its caller gave up first
 * </pre>
 *
 * <p>A call stays in MADE while the shard is at its limit ({@link InFlight}), or while an earlier call on its key must end
 * first ({@link KeyOrder}). If its key is blocked ({@link BlockedKeys}), it is HELD instead of WAITING. The state leaves
 * WAITING and HELD only under the lane's lock. The leader sets the outcome, then DONE. The caller sees DONE, then reads the
 * outcome.
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

    private static final int NO_ROOM = -1;

    private final Lane lane;
    private final Request<R> request;
    private final Context context;
    private final int hash;
    private @Nullable Thread caller; // waits for the outcome, unless there is a promise
    private boolean leads;
    private boolean begun;
    private boolean alone; // its statement has no other call and runs on the caller's thread, so errors need no copy
    private @Nullable Promise<R, ?> promise;
    private volatile State state = State.MADE;
    private long startedAt; // by System.nanoTime; all its deadlines start here
    private volatile boolean waitedForRoom;
    private int room = NO_ROOM; // bytes of its result that count as in flight
    private int size; // of its result, in bytes, if known
    private boolean again;
    private boolean abandoned; // guarded by the lane's lock
    private boolean settled;
    private @Nullable R result;
    private @Nullable RuntimeException error;
    private @Nullable Delays delays; // most calls have none

    /** For the lane, under its lock: how many bytes the statement that it leads is expected to return. */
    int brings;

    /** For the lane, under its lock. */
    @Nullable
    Call<?> previous;

    /** For the lane, under its lock. */
    @Nullable
    Call<?> next;

    /** For the lane, under its lock: the statement that carried it has ended. */
    boolean over;

    /** A new call, which was not run or submitted yet. */
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

    /** What it was traced by; null if nobody traces it. */
    public final @Nullable Span span() {
        return context.span();
    }

    final int weight() {
        return request.weight();
    }

    /** The hash of its key. */
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

    /** Runs the call, on this thread or as a part of another statement. Returns its result or throws its error. */
    public final R run() {
        block(mayLead(), System.nanoTime());
        lane.call(this);
        return outcome();
    }

    /** A leader waits for its statement, even beyond its deadline. An interrupt of a virtual thread would close the socket. */
    private boolean mayLead() {
        return !context.coversAll() && !VirtualThreads.isVirtual(Thread.currentThread());
    }

    /** Runs the call, never on this thread. The executor completes the future. */
    public final CompletableFuture<R> submit(Executor executor) {
        return submit(executor, System.nanoTime());
    }

    /** The same, with deadlines that started before. */
    public final CompletableFuture<R> submit(Executor executor, long startedAt) {
        return submit(executor, Function.identity(), startedAt);
    }

    /**
     * The same, with a decoder for the result.
     *
     * @param executor runs the decoder and completes the future
     * @param decoder converts the result
     */
    public final <T> CompletableFuture<T> submit(Executor executor, Function<? super R, ? extends T> decoder) {
        return submit(executor, decoder, System.nanoTime());
    }

    private <T> CompletableFuture<T> submit(
            Executor executor, Function<? super R, ? extends T> decoder, long startedAt) {
        Promise<R, T> future = context.promise(executor, decoder);
        promise = future;
        this.startedAt = startedAt;
        try {
            lane.submit(this);
            future.entered(this);
        } catch (RuntimeException e) {
            future.completeExceptionally(e);
        }
        return future;
    }

    /** Puts it into its lane, after it was admitted. Returns the call that must be started now, if any. */
    final @Nullable Call<?> enter() {
        return isPromised() ? lane.order().add(this) : lane.add(this);
    }

    final long startedAt() {
        return startedAt;
    }

    final boolean isLate(long now) {
        return now - startedAt >= allowed();
    }

    /** Nanoseconds until its deadline. */
    final long nanosLeft() {
        return allowed() - (System.nanoTime() - startedAt);
    }

    /** The time between its start and its deadline, in ns. */
    private long allowed() {
        long timeout = context.timeout().toNanos();
        return waitedForRoom && !context.coversAll() ? lane.inFlight().maxWait().toNanos() + timeout : timeout;
    }

    /** The longest wait for room, from its start. */
    final Duration mostForRoom() {
        Duration maxWait = lane.inFlight().maxWait();
        return context.coversAll() && context.timeout().compareTo(maxWait) < 0 ? context.timeout() : maxWait;
    }

    final long nanosLeftForRoom() {
        return mostForRoom().toNanos() - (System.nanoTime() - startedAt);
    }

    /** The error of a call that got no room in time, or whose caller was interrupted while it waited for room. */
    final RuntimeException noRoom(boolean interrupted) {
        return interrupted
                ? lane.refusals().abandoned(Lane.INTERRUPTED, false)
                : lane.inFlight().overloaded(this, mostForRoom());
    }

    /** Removes it from the queue of calls that wait for room. Returns false if it is not there. */
    final boolean leaveRoomQueue() {
        return waitedForRoom && state == State.MADE && lane.inFlight().leave(this);
    }

    /** Whether it would be late if its deadlines had started then. */
    public final boolean wouldBeLate(long start) {
        return System.nanoTime() - start >= context.timeout().toNanos();
    }

    final void failLate() {
        fail(late());
    }

    /** The error of a call that is late, and that no statement has carried. */
    public final RuntimeException late() {
        return lane.refusals().abandoned(notDone(), false);
    }

    final String notDone() {
        return "not done within " + context.timeout();
    }

    final void waitsForRoom() {
        waitedForRoom = true;
    }

    /** It has room, or not any more. */
    final void hasRoom(boolean has) {
        room = has ? 0 : NO_ROOM;
    }

    final boolean hasRoom() {
        return room != NO_ROOM;
    }

    /** So many more bytes of its result count as in flight. */
    final void occupy(int bytes) {
        room += bytes;
    }

    /** Bytes of its result that count as in flight. */
    final int occupied() {
        return room;
    }

    /** Its result has so many bytes. They count as in flight until the result is delivered. */
    public final void brought(int bytes) {
        size = bytes;
        if (isPromised()) {
            lane.inFlight().brought(this, bytes);
        }
    }

    /** The size of its result in bytes, if known. */
    public final int size() {
        return size;
    }

    /** Returns the call to its lane for a later statement. This statement ends without an outcome for it. */
    public final void again() {
        again = true;
    }

    /** The same, because its result is too large for a shared statement. */
    public final void again(int bytes) {
        size = bytes;
        again = true;
    }

    /** The same, after a pause. */
    public final void againAfterAPause() {
        delays().pause();
        again = true;
    }

    private Delays delays() {
        if (delays == null) {
            delays = new Delays();
        }
        return delays;
    }

    /** It is held. Under the lane's lock. */
    final void hold() {
        state = State.HELD;
        delays().hold();
    }

    /** The time in ns since it was first held; 0 if it was not. */
    final long heldNanos() {
        return delays == null ? 0 : delays.heldNanos();
    }

    /** Takes {@link #again} back: this statement carries it after all. */
    public final void stays() {
        again = false;
    }

    /** The time since its first pause began; 0 if it had none. */
    public final Duration pausedFor() {
        return delays == null ? Duration.ZERO : Duration.ofNanos(delays.pausedNanos());
    }

    /** Whether it goes back to its lane. Reading it resets it. */
    final boolean isToGoAgain() {
        boolean asked = again && !settled;
        again = false;
        return asked;
    }

    /** The same while the statement is running, without resetting it. */
    public final boolean isGivenBack() {
        return again;
    }

    /** Its caller stopped waiting, but a statement carries it. Under the lane's lock. */
    final void abandon() {
        abandoned = true;
    }

    final boolean isAbandoned() {
        return abandoned;
    }

    /**
     * Sets this thread as the one that waits for it.
     *
     * @param mayLead whether it may run a statement and wait for it. False for a virtual thread: an interrupt closes the
     *     socket on which a virtual thread waits, and the statement belongs to others too
     * @param startedAt when its deadlines start, by {@link System#nanoTime}
     */
    final void block(boolean mayLead, long startedAt) {
        this.startedAt = startedAt;
        caller = Thread.currentThread();
        leads = mayLead;
    }

    /** It has begun to lead, and will end its statement. */
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

    /** Sets the result. The leader calls it; the caller sees it when the statement has ended. */
    public final void succeed(R value) {
        result = value;
        settled = true;
    }

    /** Sets the error. An error overrides a result. */
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

    private Promise<R, ?> promise() {
        if (promise == null) {
            throw new IllegalStateException("a caller waits for this call");
        }
        return promise;
    }

    /** The executor that completes its promise. */
    final Executor executor() {
        return promise().defaultExecutor();
    }

    /** Whether a promise is completed, even if stages still run. */
    final boolean isPromiseOver() {
        return promise().isDone();
    }

    /** Fails the promise of a call that a statement still carries. The call keeps its room. */
    final void breakPromise(RuntimeException why) {
        promise().completeExceptionally(lane.refusals().copy(why));
    }

    /** Releases its room and completes its promise. */
    @SuppressWarnings("NullAway") // null where R is Void
    final void keepPromise() {
        Promise<R, ?> kept = promise();
        lane.inFlight().release(this); // first, because a stage may make another call
        if (error != null) {
            kept.completeExceptionally(lane.refusals().copy(error));
        } else {
            kept.keep(result);
        }
        kept.over();
    }

    /** Returns the result of a finished call, or throws its error. */
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
