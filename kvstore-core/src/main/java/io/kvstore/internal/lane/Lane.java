package io.kvstore.internal.lane;

import io.kvstore.internal.lane.Call.State;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where concurrent calls come to share statements.
 *
 * <p>A caller that finds the lane idle leads at once: it runs its statement on its own thread, and nothing is added to
 * its latency. Calls that come while the statement is out wait. When it is back, the leader first makes the one that
 * has waited longest the next leader, which takes all that wait, up to a bound, into one statement; only then does it
 * hand out results, so that the database is busy meanwhile.
 *
 * <p>Hence: a call joins only a statement that starts after the call did. Calls on one key, which always share a lane,
 * happen in the order in which they came. A lane has one statement out at a time, so it never races itself on a row.
 * Nobody works for others longer than one statement takes.
 *
 * <p>This is group commit, in the form of flat combining (Hendler, Incze, Shavit, Tzafrir, <i>Flat Combining and the
 * Synchronization-Parallelism Tradeoff</i>, SPAA 2010).
 *
 * <p>Thread-safe.
 *
 * @param <C> the calls it takes
 */
public final class Lane<C extends Call<?>> {

    private final Statement<C> statement;
    private final int maxBytes;
    private final long patienceNanos;
    private final Executor workers;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<C> waiting = new ArrayDeque<>(); // guarded by lock
    private boolean led; // guarded by lock

    /**
     * An idle lane.
     *
     * @param maxBytes what one statement carries at most, unless one call alone is more
     * @param patience how long a call waits before it gives up
     * @param workers lead for callers that cannot
     */
    public Lane(Statement<C> statement, int maxBytes, Duration patience, Executor workers) {
        this.statement = statement;
        this.maxBytes = maxBytes;
        this.patienceNanos = patience.toNanos();
        this.workers = workers;
    }

    /** Has a call done, alone or with others. Returns once it has its outcome, and throws if its caller gives up. */
    public void call(C call) {
        enter(call);
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
            } else if (now - start >= patienceNanos) {
                giveUp(call, "not done within " + Duration.ofNanos(patienceNanos));
            } else {
                LockSupport.parkNanos(this, patienceNanos - (now - start));
            }
        }
    }

    private void enter(C call) {
        lock.lock();
        try {
            if (led) {
                waiting.add(call);
                return;
            }
            led = true;
            call.state(State.LEADING);
        } finally {
            lock.unlock();
        }
        if (!call.canLead()) {
            delegate(call);
        }
    }

    /** Throws, unless the call is to be led by this very thread, or is done. */
    private void giveUp(C call, String why) {
        lock.lock();
        try {
            switch (call.state()) {
                case WAITING -> {
                    waiting.remove(call);
                    call.state(State.WITHDRAWN);
                    throw call.abandoned(why, false);
                }
                case TAKEN -> throw call.abandoned(why, true);
                case LEADING -> {
                    if (!call.canLead()) {
                        throw call.abandoned(why, true);
                    }
                }
                case DONE, WITHDRAWN -> {}
            }
        } finally {
            lock.unlock();
        }
    }

    private void lead(C leader) {
        List<C> calls = gather(leader);
        boolean interrupted = Thread.interrupted(); // its own affair, and none of those it leads for
        try {
            statement.run(calls);
        } catch (RuntimeException e) {
            calls.stream().filter(call -> !call.hasOutcome()).forEach(call -> call.fail(e));
        } catch (Error e) { // the leader's own; the others must not wait for ever
            calls.stream()
                    .filter(call -> !call.hasOutcome())
                    .forEach(call -> call.fail(call.abandoned("the thread that led broke down: " + e, true)));
            throw e;
        } finally {
            passOn();
            calls.forEach(Call::finish);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
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
            while (calls.size() < count) {
                C next = waiting.remove();
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
        for (Iterator<C> next = waiting.iterator(); count < most; count++) {
            bytes += next.next().bytes();
            if (bytes > maxBytes) {
                break;
            }
        }
        return statement.powersOfTwo() ? Integer.highestOneBit(count) : count;
    }

    /** Makes the call that has waited longest the next leader, or leaves the lane idle. */
    private void passOn() {
        C next;
        lock.lock();
        try {
            next = waiting.poll();
            if (next == null) {
                led = false;
                return;
            }
            next.state(State.LEADING);
        } finally {
            lock.unlock();
        }
        if (next.canLead()) {
            next.wake();
        } else {
            delegate(next);
        }
    }

    private void delegate(C call) {
        try {
            workers.execute(() -> lead(call));
        } catch (RejectedExecutionException e) { // the store is closing
            call.fail(call.abandoned("the store is closed", false));
            passOn();
            call.finish();
        }
    }
}
