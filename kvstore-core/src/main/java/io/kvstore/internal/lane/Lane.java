package io.kvstore.internal.lane;

import com.google.common.collect.Lists;
import io.kvstore.internal.lane.BlockedKeys.Reason;
import io.kvstore.internal.lane.Call.State;
import java.util.ArrayList;
import java.util.Arrays;
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
 *
 * @param <C> the calls it takes
 */
public final class Lane<C extends Call<C, ?>> {

    /** Up to this mean load, to wait for others costs a call more than sharing saves. Measured. */
    private static final int LIGHT = 3;

    /** Weight of the newest call in {@link #meanLoad}. A heavier one lets it stray across {@link #LIGHT}. */
    private static final double NEWEST = 1 / 64.0;

    /** How many calls whose keys are out are passed over in search of others. */
    private static final int LOOKS = 64;

    private final Statement<C> statement;
    private final int maxOut;
    private final Slots slots;
    private final LaneGroup group;
    private final ReentrantLock lock = new ReentrantLock();
    private final Waiting<C> waiting = new Waiting<>(); // guarded by lock
    private final KeysOut keysOut = new KeysOut(); // guarded by lock
    private final Held<C> held = new Held<>(); // guarded by lock
    private int out; // statements that run, or have a leader that is to run them; guarded by lock
    private int load; // calls that wait or are out; guarded by lock
    private double meanLoad; // running mean of what each call found, with itself; guarded by lock

    /**
     * An idle lane.
     *
     * @param maxOut statements that may be out at a time
     * @param group what it shares with other lanes
     */
    public Lane(Statement<C> statement, int maxOut, LaneGroup group) {
        this(statement, maxOut, new Slots(maxOut), group);
    }

    /**
     * An idle lane.
     *
     * @param maxOut statements that may be out at a time
     * @param slots bound it together with other lanes
     * @param group what it shares with other lanes
     */
    public Lane(Statement<C> statement, int maxOut, Slots slots, LaneGroup group) {
        this.statement = statement;
        this.maxOut = maxOut;
        this.slots = slots;
        this.group = group;
    }

    KeyOrder order() {
        return group.order();
    }

    /**
     * Puts a call in, or in line for when there is room for it, which is given back when the call is over. Throws if it
     * may not wait for that.
     */
    void submit(C call) {
        if (group.blocked().isBlocked(call.key(), Reason.UNKNOWN_OUTCOME)) {
            throw statement.refusals().unsettled();
        }
        if (group.inFlight().tryAcquire(call)) {
            start(call.enter());
        } else {
            group.inFlight().enterWhenThereIsRoom(call);
        }
    }

    /** Has a call done, alone or with others. Returns once it has its outcome, and throws if its caller gives up. */
    void call(C call) {
        submit(call);
        try {
            await(call);
        } catch (Error e) { // its stack or its memory has ended
            desert(call, e);
            throw e;
        }
    }

    /** Takes out a call whose caller broke down, so that nobody waits for it, nor for it to lead. */
    private void desert(C call, Error why) {
        boolean waits;
        boolean leads;
        lock.lock();
        try {
            waits = call.state() == State.WAITING;
            leads = call.state() == State.LEADING && call.canLead() && !call.hasBegun();
            if (waits) {
                withdraw(call);
            } else {
                call.abandon();
            }
        } finally {
            lock.unlock();
        }
        if (waits) {
            leave(call);
        } else if (leads) {
            fail(call, why);
        } else if (call.state() == State.MADE && group.inFlight().leave(call)) {
            call.state(State.WITHDRAWN);
        }
    }

    /** Calls that wait, for tests. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    InFlight inFlight() {
        return group.inFlight();
    }

    boolean isLate(Call<?, ?> call, long now) {
        return now - call.startedAt() >= allowed(call);
    }

    /** How long after its start a call has to be done, in ns. */
    private long allowed(Call<?, ?> call) {
        long patience = group.patience().toNanos();
        return call.waitedForRoom() ? group.inFlight().maxWait().toNanos() + patience : patience;
    }

    void refuseIfLate(Call<?, ?> call) {
        if (isLate(call, System.nanoTime())) {
            throw late();
        }
    }

    RuntimeException late() {
        return statement.refusals().abandoned(notDone(), false);
    }

    private String notDone() {
        return "not done within " + group.patience();
    }

    /** Puts an admitted call in, and returns the one that is to be started now, if any. */
    static <C extends Call<C, ?>> @Nullable Call<?, ?> add(Call<C, ?> call) {
        Lane<C> lane = call.lane();
        C self = call.self();
        lane.lock.lock();
        try {
            lane.append(self);
            return lane.open();
        } finally {
            lane.lock.unlock();
        }
    }

    /** Puts admitted calls in, for one statement if they fit. They are this lane's. */
    @SuppressWarnings("unchecked") // as is said
    void enterAll(List<? extends Call<?, ?>> entering) {
        C leader;
        lock.lock();
        try {
            entering.forEach(call -> append((C) call));
            leader = open();
        } finally {
            lock.unlock();
        }
        start(leader);
    }

    private void append(C call) {
        if (isBlocked(call.key())) {
            held.add(call);
            hold(call);
            return;
        }
        call.state(State.WAITING);
        waiting.add(call);
        load++;
        meanLoad += NEWEST * (load - meanLoad);
    }

    /** Nor may a call overtake those that still are held back. */
    private boolean isBlocked(byte[] key) {
        return group.blocked().contains(key) || held.contains(key);
    }

    private static <C extends Call<C, ?>> void hold(C call) {
        call.state(State.HELD);
        if (call.heldAt == 0) {
            call.heldAt = System.nanoTime();
        }
    }

    /** Holds back the calls on a key that was blocked. */
    void hold(byte[] key) {
        lock.lock();
        try {
            for (C call = waiting.first(); call != null; ) {
                C next = call.next;
                if (Arrays.equals(call.key(), key)) {
                    waiting.remove(call);
                    load--;
                    held.add(call);
                    hold(call);
                }
                call = next;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets the calls on a key wait for a statement again, unless it was blocked again. */
    void release(byte[] key) {
        C leader;
        lock.lock();
        try {
            if (group.blocked().contains(key)) {
                return;
            }
            held.release(key).descendingIterator().forEachRemaining(this::waitInFront);
            leader = open();
        } finally {
            lock.unlock();
        }
        start(leader);
    }

    private void waitInFront(C call) {
        waiting.addFirst(call);
        call.state(State.WAITING);
        load++;
    }

    /** Fails calls that are held back. */
    void failHeld(Predicate<? super C> which, Supplier<RuntimeException> error) {
        List<C> failed;
        lock.lock();
        try {
            failed = held.removeIf(which);
        } finally {
            lock.unlock();
        }
        failed.forEach(call -> call.fail(error.get()));
        settle(failed);
    }

    /** Takes out the leader of another statement, if one may go out now. */
    private @Nullable C open() {
        C leader = mayOpen() ? firstFree() : null;
        if (leader != null && !slots.take(this)) {
            return null;
        }
        if (leader != null) {
            take(leader, State.LEADING);
            keysOut.add(leader);
            out++;
            leader.brings = statement.brings();
            group.inFlight().reads(leader.brings);
        }
        return leader;
    }

    private boolean mayOpen() {
        boolean another = out == 0 || (out < maxOut && (meanLoad <= LIGHT || statement.maxCalls() == 1));
        return another && waiting.first() != null && group.inFlight().mayBring(statement.brings(), out == 0);
    }

    /** The call that has waited longest, of those whose keys are not out. */
    private @Nullable C firstFree() {
        int looks = 0;
        C call = waiting.first();
        while (call != null && keysOut.contains(call)) {
            call = ++looks < LOOKS ? call.next : null;
        }
        return call;
    }

    private void take(C call, State to) {
        waiting.remove(call);
        call.state(to);
    }

    /** Has a leader lead. Never throws. */
    static <C extends Call<C, ?>> void start(@Nullable Call<C, ?> leader) {
        if (leader == null) {
            return;
        }
        if (leader.canLead()) {
            leader.wake();
        } else {
            Lane<C> lane = leader.lane();
            lane.group.workers().run(() -> lane.lead(leader.self()), why -> lane.fail(leader.self(), why));
        }
    }

    /** Ends a leader that no thread can be found for; the next one may be luckier. */
    private void fail(C leader, Throwable why) {
        leader.fail(statement.refusals().abandoned("no thread to run it: " + why, false));
        end(List.of(leader), true);
    }

    /** Waits for a call that has entered, on the thread that is blocked for it. */
    void await(C call) {
        while (call.state() != State.DONE) {
            if (call.state() == State.LEADING && call.canLead()) {
                lead(call);
                continue; // it may have to go again
            }
            if (call.state() == State.MADE) {
                awaitRoom(call);
                continue;
            }
            long left = allowed(call) - (System.nanoTime() - call.startedAt());
            if (Thread.currentThread().isInterrupted()) {
                giveUp(call, "interrupted while it waited");
            } else if (left > 0) {
                LockSupport.parkNanos(this, left);
            } else {
                giveUp(call, notDone());
            }
        }
    }

    /** Waits once, or throws if the call gives up before it has room. */
    private void awaitRoom(C call) {
        InFlight inFlight = group.inFlight();
        long left = inFlight.maxWait().toNanos() - (System.nanoTime() - call.startedAt());
        boolean interrupted = Thread.currentThread().isInterrupted();
        if (left > 0 && !interrupted) {
            LockSupport.parkNanos(this, left);
        } else if (inFlight.leave(call)) {
            throw interrupted
                    ? statement.refusals().abandoned("interrupted while it waited", false)
                    : inFlight.overloaded(call, inFlight.maxWait());
        }
    }

    /** Throws, unless the call is to be led by this very thread, or is done. */
    private void giveUp(C call, String why) {
        // No other write may touch its key while a statement carries it. Before that is known: it may be over any time.
        group.blocked().block(call.key(), Reason.ABANDONED);
        boolean withdrawn;
        boolean carried;
        lock.lock();
        try {
            withdrawn = call.state() == State.WAITING || call.state() == State.HELD;
            carried = !call.over && (call.state() == State.TAKEN || (call.state() == State.LEADING && !call.canLead()));
            if (withdrawn) {
                withdraw(call);
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
            leave(call);
        }
        if (withdrawn || carried) {
            throw statement.refusals().abandoned(why, carried);
        }
    }

    private void withdraw(C call) {
        if (call.state() == State.HELD) {
            held.remove(call);
            call.state(State.WITHDRAWN);
        } else {
            take(call, State.WITHDRAWN);
            load--;
        }
    }

    /** Gives back the room of a call that is over. */
    void leave(C call) {
        group.inFlight().release(call);
    }

    /** Fails the asynchronous calls that have waited too long; those with a caller look to that themselves. */
    public void sweep() {
        long now = System.nanoTime();
        List<C> late = new ArrayList<>();
        lock.lock();
        try {
            for (C call = waiting.first(); call != null; ) {
                C next = call.next;
                if (call.isPromised() && isLate(call, now)) {
                    withdraw(call);
                    late.add(call);
                }
                call = next;
            }
            late.addAll(held.removeIf(call -> call.isPromised() && isLate(call, now)));
        } finally {
            lock.unlock();
        }
        for (C call : late) {
            call.fail(late());
        }
        settle(late);
    }

    private void lead(C leader) {
        carryOut(leader, true);
    }

    /** Carries out the first call on a blocked key, alone and beside the others; returns whether there was one. */
    boolean carryFirstHeld(byte[] key) {
        C call;
        lock.lock();
        try {
            call = held.first(key);
            if (call == null || keysOut.contains(call)) {
                return false;
            }
            held.remove(call);
            call.state(State.TAKEN);
            keysOut.add(call);
            load++;
        } finally {
            lock.unlock();
        }
        carryOut(call, false);
        return true;
    }

    /** Runs a statement: one of those that are out, which takes others along, or one beside them. */
    private void carryOut(C leader, boolean shared) {
        leader.begin();
        List<C> calls = List.of(leader);
        boolean interrupted = Thread.interrupted(); // its own affair, and none of those it leads for
        try {
            calls = shared ? gather(leader) : calls;
            boolean alone = calls.size() == 1;
            calls.forEach(call -> call.led(alone));
            statement.run(calls);
        } catch (RuntimeException e) {
            failRest(calls, e);
        } catch (Error e) { // the leader's own; the others must not wait for ever
            failRest(calls, statement.refusals().abandoned("the thread that led broke down: " + e, true));
            throw e;
        } finally {
            end(calls, shared);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    RuntimeException ownCopy(RuntimeException error) {
        return statement.refusals().copy(error);
    }

    private void end(List<C> calls, boolean shared) {
        settle(passOn(calls, shared));
    }

    private static <C extends Call<C, ?>> void failRest(List<C> calls, RuntimeException error) {
        calls.stream().filter(call -> !call.hasOutcome() && !call.isGivenBack()).forEach(call -> call.fail(error));
    }

    /** The leader and those that wait, in their order, as many as one statement may carry; others' keys stay behind. */
    private List<C> gather(C leader) {
        C another;
        List<C> calls;
        lock.lock();
        try {
            calls = waiting.first() == null ? List.of(leader) : gatherWith(leader);
            another = open();
        } finally {
            lock.unlock();
        }
        start(another);
        return calls;
    }

    private List<C> gatherWith(C leader) {
        int maxCalls = Math.min(statement.maxCalls(), statement.maxCalls(leader));
        List<C> calls = new ArrayList<>(
                Math.min(maxCalls, waiting.size() + 1)); // does not grow: none is lost for want of memory
        calls.add(leader);
        keysOut.remove(leader); // it may take others on its key along
        long maxBytes = Math.min(group.maxBytes(), statement.maxBytes());
        long bytes = leader.weight();
        int looks = 0;
        for (C call = waiting.first(); call != null && calls.size() < maxCalls && looks < LOOKS; ) {
            C next = call.next;
            if (keysOut.contains(call)) {
                looks++;
            } else {
                bytes += call.weight();
                maxCalls = Math.min(maxCalls, statement.maxCalls(call));
                if (bytes > maxBytes || calls.size() >= maxCalls) {
                    break;
                }
                take(call, State.TAKEN);
                calls.add(call);
            }
            call = next;
        }
        calls.forEach(keysOut::add);
        return calls;
    }

    /**
     * Makes the call that has waited longest the next leader, if a statement is to follow this one. Returns the calls that
     * are over; the others wait again, in front.
     */
    private List<C> passOn(List<C> calls, boolean shared) {
        List<C> over;
        C leader;
        if (shared) {
            slots.giveBack(); // other lanes come first
        }
        lock.lock();
        try {
            calls.forEach(keysOut::remove);
            group.inFlight().reads(-calls.get(0).brings);
            over = putBack(calls);
            over.forEach(call -> call.over = true);
            load -= over.size();
            out -= shared ? 1 : 0;
            leader = open();
        } finally {
            lock.unlock();
        }
        start(leader);
        for (C call : over) {
            if (call.isAbandoned()) {
                group.blocked().unblock(call.key(), Reason.ABANDONED);
            }
        }
        return over;
    }

    /** Puts those back that are to go again. Returns the others. */
    private List<C> putBack(List<C> calls) {
        List<C> again = new ArrayList<>(0);
        for (C call : calls) {
            if (call.isToGoAgain()) {
                again.add(call);
            }
        }
        if (again.isEmpty()) {
            return calls;
        }
        List<C> over = new ArrayList<>(calls);
        for (C call : Lists.reverse(again)) {
            if (call.isAbandoned()) {
                call.fail(late());
            } else {
                over.remove(call);
                load--;
                if (isBlocked(call.key())) {
                    held.addFirst(call);
                    hold(call);
                } else {
                    waitInFront(call);
                }
            }
        }
        return over;
    }

    /** Looks again whether a statement may go out, now that there is more room. */
    public void reopen() {
        C leader;
        lock.lock();
        try {
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
                leave(call);
                call.finish();
            }
        }
        if (promised == calls.size()) {
            complete(calls);
        } else if (promised > 0) {
            complete(calls.stream().filter(Call::isPromised).toList());
        }
    }

    void complete(List<C> calls) {
        group.completions().complete(calls);
    }
}
