package io.kvstore.internal.lane;

import io.kvstore.internal.lane.Call.State;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where concurrent calls come to share statements.
 *
 * <p>A caller that finds the lane idle leads at once: it runs its statement on its own thread, and nothing is added to
 * its latency. Calls that come while the statement is out wait. When it is back, the leader first makes the one that
 * has waited longest the next leader, which takes all that wait, up to a bound, into one statement; only then does it
 * hand out results, so that the database is busy meanwhile. A lane that may have several statements out opens another
 * one when enough calls wait to fill it, and no sooner: full statements beat many.
 *
 * <p>Hence: a call joins only a statement that starts after the call did. In a lane of one statement, calls happen in
 * the order in which they came, and it never races itself on a row. Nobody works for others longer than one statement
 * takes.
 *
 * <p>This is group commit, in the form of flat combining (Hendler, Incze, Shavit, Tzafrir, <i>Flat Combining and the
 * Synchronization-Parallelism Tradeoff</i>, SPAA 2010).
 *
 * <p>Thread-safe.
 *
 * @param <C> the calls it takes
 */
public final class Lane<C extends Call<C, ?>> {

    private final Statement<C> statement;
    private final int maxOut;
    private final LaneGroup group;
    private final ReentrantLock lock = new ReentrantLock();
    private final Waiting<C> waiting = new Waiting<>(); // guarded by lock
    private int out; // statements that run, or have a leader that is to run them; guarded by lock

    /**
     * An idle lane.
     *
     * @param maxOut statements that may be out at a time
     * @param group what it shares with other lanes
     */
    public Lane(Statement<C> statement, int maxOut, LaneGroup group) {
        this.statement = statement;
        this.maxOut = maxOut;
        this.group = group;
    }

    KeyOrder order() {
        return group.order();
    }

    /** Makes room for a call, which is given back when the call is over; throws if there is none. */
    void admit(C call) {
        group.inFlight().acquire(call.bytes());
    }

    /** Has a call done, alone or with others. Returns once it has its outcome, and throws if its caller gives up. */
    void call(C call) {
        admit(call);
        enter(call);
        await(call);
    }

    /** Puts an admitted call in. */
    static <C extends Call<C, ?>> void enter(Call<C, ?> call) {
        Lane<C> lane = call.lane();
        C self = call.self();
        if (call.isPromised()) {
            self.enteredAt = System.nanoTime();
        }
        C leader;
        lane.lock.lock();
        try {
            lane.waiting.add(self);
            leader = lane.open();
        } finally {
            lane.lock.unlock();
        }
        lane.start(leader);
    }

    /** Puts admitted calls in, for one statement if they fit. They are this lane's. */
    @SuppressWarnings("unchecked") // as is said
    void enterAll(List<? extends Call<?, ?>> calls) {
        C leader;
        lock.lock();
        try {
            calls.forEach(call -> waiting.add((C) call));
            leader = open();
        } finally {
            lock.unlock();
        }
        start(leader);
    }

    /** Takes out the leader of another statement, if one may go out now. */
    private @Nullable C open() {
        C leader = waiting.first();
        if (leader == null || (out > 0 && (out >= maxOut || waiting.size() < statement.maxCalls()))) {
            return null;
        }
        waiting.remove(leader);
        leader.state(State.LEADING);
        out++;
        return leader;
    }

    private void start(@Nullable C leader) {
        if (leader == null) {
            return;
        }
        if (leader.canLead()) {
            leader.wake();
        } else {
            group.workers().execute(() -> lead(leader));
        }
    }

    /** Waits for a call that has entered, on the thread that is blocked for it. */
    void await(C call) {
        long patience = group.patience().toNanos();
        long start = 0;
        while (call.state() != State.DONE) {
            if (call.state() == State.LEADING && call.canLead()) {
                lead(call);
                break;
            }
            long now = System.nanoTime();
            start = start == 0 ? now : start;
            if (Thread.currentThread().isInterrupted()) {
                giveUp(call, "interrupted while it waited");
            } else if (now - start >= patience) {
                giveUp(call, "not done within " + group.patience());
            } else {
                LockSupport.parkNanos(this, patience - (now - start));
            }
        }
    }

    /** Throws, unless the call is to be led by this very thread, or is done. */
    private void giveUp(C call, String why) {
        lock.lock();
        try {
            switch (call.state()) {
                case WAITING -> {
                    withdraw(call);
                    throw statement.refusals().abandoned(why, false);
                }
                case TAKEN -> throw statement.refusals().abandoned(why, true);
                case LEADING -> {
                    if (!call.canLead()) {
                        throw statement.refusals().abandoned(why, true);
                    }
                }
                case DONE, WITHDRAWN -> {}
            }
        } finally {
            lock.unlock();
        }
    }

    private void withdraw(C call) {
        waiting.remove(call);
        call.state(State.WITHDRAWN);
        group.inFlight().release(call.bytes());
    }

    /** Fails the asynchronous calls that have waited too long; those with a caller look to that themselves. */
    public void sweep() {
        long now = System.nanoTime();
        List<C> late = new ArrayList<>();
        lock.lock();
        try {
            for (C call = waiting.first(); call != null; ) {
                C next = call.next;
                if (call.isPromised()) {
                    if (now - call.enteredAt < group.patience().toNanos()) {
                        break; // and so did those behind it
                    }
                    withdraw(call);
                    late.add(call);
                }
                call = next;
            }
        } finally {
            lock.unlock();
        }
        for (C call : late) {
            call.fail(statement.refusals().abandoned("not done within " + group.patience(), false));
        }
        settle(late);
    }

    private void lead(C leader) {
        List<C> calls = gather(leader);
        boolean interrupted = Thread.interrupted(); // its own affair, and none of those it leads for
        try {
            statement.run(calls);
        } catch (RuntimeException e) {
            failRest(calls, e);
        } catch (Error e) { // the leader's own; the others must not wait for ever
            failRest(calls, statement.refusals().abandoned("the thread that led broke down: " + e, true));
            throw e;
        } finally {
            passOn();
            calls.forEach(call -> group.inFlight().release(call.bytes()));
            settle(calls);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static <C extends Call<C, ?>> void failRest(List<C> calls, RuntimeException error) {
        calls.stream().filter(call -> !call.hasOutcome()).forEach(call -> call.fail(error));
    }

    /** The leader and those that wait, in their order, as many as one statement may carry. */
    private List<C> gather(C leader) {
        lock.lock();
        try {
            int count = count(leader);
            if (count == 1) {
                return List.of(leader);
            }
            List<C> calls = new ArrayList<>(count);
            calls.add(leader);
            for (C next = waiting.first(); next != null && calls.size() < count; next = waiting.first()) {
                waiting.remove(next);
                next.state(State.TAKEN);
                calls.add(next);
            }
            return calls;
        } finally {
            lock.unlock();
        }
    }

    private int count(C leader) {
        int most = Math.min(statement.maxCalls(), 1 + waiting.size());
        int count = 1;
        long bytes = leader.bytes();
        for (C next = waiting.first(); next != null && count < most; next = next.next, count++) {
            bytes += next.bytes();
            if (bytes > group.maxBytes()) {
                break;
            }
        }
        return count;
    }

    /** Makes the call that has waited longest the next leader, if a statement is to follow this one. */
    private void passOn() {
        C leader;
        lock.lock();
        try {
            out--;
            leader = open();
        } finally {
            lock.unlock();
        }
        start(leader);
    }

    /** Hands out the outcomes of calls that are over. */
    private void settle(List<C> calls) {
        int promised = 0;
        for (C call : calls) {
            if (call.isPromised()) {
                promised++;
                group.order().over(call);
            } else {
                call.finish();
            }
        }
        if (promised == calls.size()) {
            Promise.keep(calls);
        } else if (promised > 0) {
            Promise.keep(calls.stream().filter(Call::isPromised).toList());
        }
    }
}
