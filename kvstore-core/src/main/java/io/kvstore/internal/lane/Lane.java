package io.kvstore.internal.lane;

import io.kvstore.internal.lane.BlockedKeys.Reason;
import io.kvstore.internal.lane.Call.State;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A queue of calls of one kind on one shard, in which concurrent calls share statements.
 *
 * <p>If the lane is idle, a call leads at once: its thread runs its statement, and nothing is added to its latency.
 * Calls that arrive while the statement is running wait. When it has ended, the leader first makes the call that has
 * waited longest the next leader. The next leader takes the waiting calls, up to a limit, into one statement. Only then
 * does the old leader deliver its results. So the database stays busy.
 *
 * <p>A lane may run several statements at a time. Under light load a call starts a statement beside the others at once.
 * Under heavy load one statement runs at a time, if calls can share it: full statements are worth more than many. In
 * between the lane learns how many are best ({@link OutLimit}). Two running statements never carry the same key.
 *
 * <p>It follows that a call joins only a statement that starts after the call was made, that calls on one key run in
 * order, and that a lane does not race itself on a row. A thread works for others for one statement at most.
 *
 * <p>Calls on a {@linkplain BlockedKeys blocked key} are held. They do not overtake other calls on that key.
 *
 * <p>This is group commit, in the form of flat combining (Hendler, Incze, Shavit, Tzafrir, <i>Flat Combining and the
 * Synchronization-Parallelism Tradeoff</i>, SPAA 2010).
 *
 * <p>Thread-safe.
 */
public final class Lane {

    static final String INTERRUPTED = "interrupted while it waited";

    private final Statement statement;
    private final Slots slots;
    private final LaneGroup group;
    private final ReentrantLock lock = new ReentrantLock();
    private final LaneQueue queue; // guarded by lock
    private final Leaving leaving;

    /**
     * An idle lane.
     *
     * @param maxOut statements that may run at a time
     * @param group what it shares with other lanes
     */
    public Lane(Statement statement, int maxOut, LaneGroup group) {
        this(statement, maxOut, new Slots(maxOut), group);
    }

    /**
     * An idle lane.
     *
     * @param maxOut statements that may run at a time
     * @param slots limit the statements of several lanes together
     * @param group what it shares with other lanes
     */
    public Lane(Statement statement, int maxOut, Slots slots, LaneGroup group) {
        this.statement = statement;
        this.slots = slots;
        this.group = group;
        this.queue = new LaneQueue(statement, new OutLimit(maxOut, System::nanoTime), () -> slots.take(this), group);
        this.leaving = new Leaving(this, group, lock, queue);
    }

    Leaving leaving() {
        return leaving;
    }

    KeyOrder order() {
        return group.order();
    }

    InFlight inFlight() {
        return group.inFlight();
    }

    Refusals refusals() {
        return statement.refusals();
    }

    /** Calls that wait, for tests. */
    int waiting() {
        return locked(queue::waiting);
    }

    private <T> T locked(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }

    /** Runs a step under the lock, then starts the statement that may start now. */
    private void stepAndOpen(Runnable step) {
        Call<?> leader;
        lock.lock();
        try {
            step.run();
            leader = queue.open();
        } finally {
            lock.unlock();
        }
        start(leader);
    }

    /** Admits a call and puts it into the lane, or into the queue for room. Throws if it may not wait for room. */
    void submit(Call<?> call) {
        if (group.blocked().isBlocked(call.key(), Reason.UNKNOWN_OUTCOME)) {
            throw refusals().unsettled();
        }
        if (group.inFlight().tryAcquire(call)) {
            start(call.enter());
        } else {
            group.inFlight().enterWhenThereIsRoom(call);
        }
    }

    /** Puts an admitted call into the lane. Returns the call that must be started now, if any. */
    @Nullable
    Call<?> add(Call<?> call) {
        lock.lock();
        try {
            queue.add(call);
            return queue.open();
        } finally {
            lock.unlock();
        }
    }

    /** Puts admitted calls into the lane, for one statement if they fit. */
    void addAll(List<? extends Call<?>> calls) {
        stepAndOpen(() -> calls.forEach(queue::add));
    }

    /** Runs a call, alone or with others. Returns when it has its outcome. Throws if its caller gives up. */
    void call(Call<?> call) {
        submit(call);
        try {
            await(call);
        } catch (Error e) { // stack overflow or out of memory
            leaving.desert(call, e);
            throw e;
        }
    }

    /** Waits for a call that was submitted, on the thread that is blocked for it. */
    void await(Call<?> call) {
        while (call.state() != State.DONE) {
            if (call.state() == State.LEADING && call.canLead()) {
                carryOut(call, false);
                continue; // it may have gone back to the lane
            }
            if (call.state() == State.MADE) {
                awaitRoom(call);
                continue;
            }
            long left = call.nanosLeft();
            if (Thread.currentThread().isInterrupted()) {
                giveUp(call, INTERRUPTED);
            } else if (left > 0) {
                LockSupport.parkNanos(this, left);
            } else {
                giveUp(call, call.notDone());
            }
        }
    }

    /** Waits once for room. Throws if the call gives up before there is room. */
    private void awaitRoom(Call<?> call) {
        long left = call.nanosLeftForRoom();
        boolean interrupted = Thread.currentThread().isInterrupted();
        if (left > 0 && !interrupted) {
            LockSupport.parkNanos(this, left);
        } else if (call.leaveRoomQueue()) {
            throw call.noRoom(interrupted);
        }
    }

    /** Ends the wait of a caller with an exception, unless the call is done or this thread must lead it. */
    private void giveUp(Call<?> call, String why) {
        leaving.giveUp(call, why).ifPresent(error -> {
            throw error;
        });
    }

    /** Lets a leader run its statement, on its own thread or on one of the store. Never throws. */
    static void start(@Nullable Call<?> leader) {
        if (leader == null) {
            return;
        }
        if (leader.canLead()) {
            leader.wake();
        } else {
            Lane lane = leader.lane();
            lane.group.workers().run(() -> lane.carryOut(leader, false), why -> lane.fail(leader, why));
        }
    }

    /** Fails a leader for which no thread can be started. The next leader may get one. */
    void fail(Call<?> leader, Throwable why) {
        leader.fail(refusals().abandoned("no thread to run it: " + why, false));
        end(List.of(leader), false);
    }

    /** Runs the first call on a blocked key, alone and beside the other statements. Returns whether there was one. */
    boolean carryFirstHeld(byte[] key) {
        Call<?> call;
        lock.lock();
        try {
            call = queue.takeFirstHeld(key);
        } finally {
            lock.unlock();
        }
        if (call == null) {
            return false;
        }
        carryOut(call, true);
        return true;
    }

    /**
     * Runs a statement on this thread.
     *
     * @param beside it does not count as a running statement, and takes no other calls
     */
    private void carryOut(Call<?> leader, boolean beside) {
        leader.begin();
        List<Call<?>> calls = List.of(leader);
        boolean interrupted = Thread.interrupted(); // must not affect the calls that it leads
        try {
            calls = beside ? calls : gather(leader);
            boolean alone = calls.size() == 1;
            for (Call<?> call : calls) {
                call.led(alone);
            }
            statement.run(calls);
        } catch (RuntimeException e) {
            failRest(calls, e);
        } catch (Error e) { // of the leader; the others must not wait for ever
            failRest(calls, refusals().abandoned("the thread that ran the statement failed: " + e, true));
            throw e;
        } finally {
            end(calls, beside);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private List<Call<?>> gather(Call<?> leader) {
        List<Call<?>> calls;
        Call<?> another;
        lock.lock();
        try {
            calls = queue.gather(leader);
            another = queue.open();
        } finally {
            lock.unlock();
        }
        start(another);
        return calls;
    }

    private static void failRest(List<Call<?>> calls, RuntimeException error) {
        calls.stream().filter(call -> !call.hasOutcome() && !call.isGivenBack()).forEach(call -> call.fail(error));
    }

    /** Ends a statement: starts the next leader, then delivers the outcomes. */
    private void end(List<Call<?>> calls, boolean beside) {
        List<Call<?>> over;
        Call<?> leader;
        if (!beside) {
            slots.giveBack(); // other lanes first
        }
        lock.lock();
        try {
            over = queue.end(calls, beside);
            leader = queue.open();
        } finally {
            lock.unlock();
        }
        start(leader);
        for (Call<?> call : over) {
            if (call.isAbandoned()) {
                group.blocked().unblock(call.key(), Reason.ABANDONED);
            }
        }
        settle(over);
    }

    /** Holds the calls on keys that were blocked. */
    void hold(Set<byte[]> keys) {
        locked(() -> {
            queue.hold(keys);
            return true;
        });
    }

    /** Releases the calls on a key, unless it was blocked again. */
    void release(byte[] key) {
        stepAndOpen(() -> queue.release(key));
    }

    /** Checks whether a statement may start, now that there is more room. */
    public void reopen() {
        stepAndOpen(() -> {});
    }

    /** Fails held calls. */
    void failHeld(Predicate<Call<?>> which, Supplier<RuntimeException> error) {
        List<Call<?>> failed = locked(() -> queue.takeHeld(which));
        failed.forEach(call -> call.fail(error.get()));
        settle(failed);
    }

    /** Fails asynchronous calls whose deadline has passed. Blocking callers check their own deadline. */
    public void sweep() {
        long now = System.nanoTime();
        List<Call<?>> late = locked(() -> queue.takeIf(call -> call.isPromised() && call.isLate(now)));
        late.forEach(Call::failLate);
        settle(late);
    }

    /** Delivers the outcomes of calls that are over. */
    void settle(List<Call<?>> calls) {
        int promised = 0;
        for (Call<?> call : calls) {
            if (call.isPromised()) {
                promised++;
                group.order().over(call);
            } else {
                group.inFlight().release(call);
                call.finish();
            }
        }
        if (promised == calls.size()) {
            complete(calls);
        } else if (promised > 0) {
            complete(calls.stream().filter(Call::isPromised).toList());
        }
    }

    void complete(List<? extends Call<?>> calls) {
        group.completions().complete(calls);
    }
}
