package io.kvstore.internal.lane;

import io.kvstore.internal.lane.BlockedKeys.Reason;
import io.kvstore.internal.lane.Call.State;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where concurrent calls come to share statements.
 *
 * <p>A caller that finds the lane idle leads at once: it runs its statement on its own thread, and nothing is added to
 * its latency. Calls that come while the statement is out wait. When it is back, the leader first makes the one that
 * has waited longest the next leader, which takes all that wait, up to a bound, into one statement; only then does it
 * hand out results, so that the database is busy meanwhile.
 *
 * <p>A lane may have several statements out. While load is light, a call goes out beside the others at once. While it
 * is heavier, only calls that share no statements do: full statements beat many. No two statements that are out carry
 * the same key.
 *
 * <p>Hence: a call joins only a statement that starts after the call did. Calls on one key happen in the order in which
 * they came, and a lane never races itself on a row. Nobody works for others longer than one statement takes.
 *
 * <p>Calls on a {@linkplain BlockedKeys blocked key} are held back, and pass no other calls on that key.
 *
 * <p>This is group commit, in the form of flat combining (Hendler, Incze, Shavit, Tzafrir, <i>Flat Combining and the
 * Synchronization-Parallelism Tradeoff</i>, SPAA 2010).
 *
 * <p>Thread-safe.
 */
public final class Lane {

    private final Statement statement;
    private final Slots slots;
    private final LaneGroup group;
    private final ReentrantLock lock = new ReentrantLock();
    private final LaneQueue queue; // guarded by lock

    /**
     * An idle lane.
     *
     * @param maxOut statements that may be out at a time
     * @param group what it shares with other lanes
     */
    public Lane(Statement statement, int maxOut, LaneGroup group) {
        this(statement, maxOut, new Slots(maxOut), group);
    }

    /**
     * An idle lane.
     *
     * @param maxOut statements that may be out at a time
     * @param slots bound it together with other lanes
     * @param group what it shares with other lanes
     */
    public Lane(Statement statement, int maxOut, Slots slots, LaneGroup group) {
        this.statement = statement;
        this.slots = slots;
        this.group = group;
        this.queue = new LaneQueue(statement, maxOut, () -> slots.take(this), group);
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

    /** Takes a step, and starts the statement that may go out then. */
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

    /**
     * Puts a call in, or in line for when there is room for it, which is given back when the call is over. Throws if it
     * may not wait for that.
     */
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

    /** Puts an admitted call in, and returns the one that is to be started now, if any. */
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

    /** Puts admitted calls in, for one statement if they fit. */
    void addAll(List<? extends Call<?>> calls) {
        stepAndOpen(() -> calls.forEach(queue::add));
    }

    /** Has a call done, alone or with others. Returns once it has its outcome, and throws if its caller gives up. */
    void call(Call<?> call) {
        submit(call);
        try {
            await(call);
        } catch (Error e) { // its stack or its memory has ended
            desert(call, e);
            throw e;
        }
    }

    /** Waits for a call that has entered, on the thread that is blocked for it. */
    void await(Call<?> call) {
        while (call.state() != State.DONE) {
            if (call.state() == State.LEADING && call.canLead()) {
                carryOut(call, false);
                continue; // it may have to go again
            }
            if (call.state() == State.MADE) {
                awaitRoom(call);
                continue;
            }
            long left = call.nanosLeft();
            if (Thread.currentThread().isInterrupted()) {
                giveUp(call, "interrupted while it waited");
            } else if (left > 0) {
                LockSupport.parkNanos(this, left);
            } else {
                giveUp(call, call.notDone());
            }
        }
    }

    /** Waits once, or throws if the call gives up before it has room. */
    private void awaitRoom(Call<?> call) {
        InFlight inFlight = group.inFlight();
        long left = inFlight.maxWait().toNanos() - (System.nanoTime() - call.startedAt());
        boolean interrupted = Thread.currentThread().isInterrupted();
        if (left > 0 && !interrupted) {
            LockSupport.parkNanos(this, left);
        } else if (inFlight.leave(call)) {
            throw interrupted
                    ? refusals().abandoned("interrupted while it waited", false)
                    : inFlight.overloaded(call, inFlight.maxWait());
        }
    }

    /** Throws, unless the call is to be led by this very thread, or is done. */
    private void giveUp(Call<?> call, String why) {
        // No other write may touch its key while a statement carries it. Before that is known: it may be over any time.
        group.blocked().block(call.key(), Reason.ABANDONED);
        boolean withdrawn;
        boolean carried;
        lock.lock();
        try {
            withdrawn = call.state() == State.WAITING || call.state() == State.HELD;
            carried = !call.over && (call.state() == State.TAKEN || (call.state() == State.LEADING && !call.canLead()));
            if (withdrawn) {
                queue.withdraw(call);
            } else if (carried) {
                call.abandon();
            }
        } finally {
            lock.unlock();
        }
        if (!carried) {
            group.blocked().unblock(call.key(), Reason.ABANDONED);
        }
        if (withdrawn) {
            group.inFlight().release(call);
        }
        if (withdrawn || carried) {
            throw refusals().abandoned(why, carried);
        }
    }

    /** Takes out a call whose caller broke down, so that nobody waits for it, nor for it to lead. */
    private void desert(Call<?> call, Error why) {
        boolean waits;
        boolean leads;
        lock.lock();
        try {
            waits = call.state() == State.WAITING || call.state() == State.HELD;
            leads = call.state() == State.LEADING && call.canLead() && !call.hasBegun();
            if (waits) {
                queue.withdraw(call);
            } else {
                call.abandon();
            }
        } finally {
            lock.unlock();
        }
        if (waits) {
            group.inFlight().release(call);
        } else if (leads) {
            fail(call, why);
        } else if (call.state() == State.MADE && group.inFlight().leave(call)) {
            call.state(State.WITHDRAWN);
        }
    }

    /** Has a leader lead. Never throws. */
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

    /** Ends a leader that no thread can be found for; the next one may be luckier. */
    private void fail(Call<?> leader, Throwable why) {
        leader.fail(refusals().abandoned("no thread to run it: " + why, false));
        end(List.of(leader), false);
    }

    /** Carries out the first call on a blocked key, alone and beside the others; returns whether there was one. */
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
     * @param beside it is not one of those that count as out, and takes no others along
     */
    private void carryOut(Call<?> leader, boolean beside) {
        leader.begin();
        List<Call<?>> calls = List.of(leader);
        boolean interrupted = Thread.interrupted(); // its own affair, and none of those it leads for
        try {
            calls = beside ? calls : gather(leader);
            boolean alone = calls.size() == 1;
            calls.forEach(call -> call.led(alone));
            statement.run(calls);
        } catch (RuntimeException e) {
            failRest(calls, e);
        } catch (Error e) { // the leader's own; the others must not wait for ever
            failRest(calls, refusals().abandoned("the thread that led broke down: " + e, true));
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

    /** Ends a statement: makes the call that has waited longest the next leader, and hands out outcomes. */
    private void end(List<Call<?>> calls, boolean beside) {
        List<Call<?>> over;
        Call<?> leader;
        if (!beside) {
            slots.giveBack(); // other lanes come first
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

    /** Holds back the calls on a key that was blocked. */
    void hold(byte[] key) {
        locked(() -> {
            queue.hold(key);
            return true;
        });
    }

    /** Lets the calls on a key wait for a statement again, unless it was blocked again. */
    void release(byte[] key) {
        stepAndOpen(() -> queue.release(key));
    }

    /** Looks again whether a statement may go out, now that there is more room. */
    public void reopen() {
        stepAndOpen(() -> {});
    }

    /** Fails calls that are held back. */
    void failHeld(Predicate<Call<?>> which, Supplier<RuntimeException> error) {
        List<Call<?>> failed = locked(() -> queue.takeHeld(which));
        failed.forEach(call -> call.fail(error.get()));
        settle(failed);
    }

    /** Fails the asynchronous calls that have waited too long; those with a caller look to that themselves. */
    public void sweep() {
        long now = System.nanoTime();
        List<Call<?>> late = locked(() -> queue.takeIf(call -> call.isPromised() && call.isLate(now)));
        late.forEach(Call::failLate);
        settle(late);
    }

    /** Hands out the outcomes of calls that are over. */
    private void settle(List<Call<?>> calls) {
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
