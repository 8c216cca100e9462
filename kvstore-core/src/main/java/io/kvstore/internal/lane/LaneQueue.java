package io.kvstore.internal.lane;

import com.google.common.collect.Lists;
import io.kvstore.internal.lane.Call.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The waiting calls of one lane, and the keys of its running statements. Decides which call leads the next statement,
 * when, and which calls share it. Guarded by the lane's lock.
 */
final class LaneQueue {

    /** Up to this mean load, waiting for others costs a call more than sharing saves. Measured. */
    private static final int LIGHT = 3;

    /** Beyond this mean load, one full statement is worth more than several that each carry less. Measured. */
    private static final int HEAVY = 8;

    /**
     * Weight of the newest call in {@link #meanLoad}. With a larger weight the mean crosses {@link #LIGHT} too often.
     */
    private static final double NEWEST = 1 / 64.0;

    /** The search for a call ends after so many calls whose keys are in running statements. */
    private static final int MAX_LOOKS = 64;

    private final Statement statement;
    private final OutLimit limit;
    private final BooleanSupplier slot;
    private final LaneGroup group;
    private final Waiting waiting = new Waiting();
    private final KeysOut keysOut = new KeysOut();
    private final Held held = new Held();
    private int out; // statements that are running or have a leader
    private int load; // calls that wait or are in running statements; changed by changeLoad
    private double meanLoad; // running mean of the load when each call arrived, with the call itself

    /**
     * The queue of an idle lane.
     *
     * @param limit how many statements may run at a time
     * @param slot takes a slot for a statement, if one is free
     */
    LaneQueue(Statement statement, OutLimit limit, BooleanSupplier slot, LaneGroup group) {
        this.statement = statement;
        this.limit = limit;
        this.slot = slot;
        this.group = group;
    }

    /** Calls that wait, for tests. */
    int waiting() {
        return waiting.size();
    }

    /** Adds a call. */
    void add(Call<?> call) {
        if (isBlocked(call.key())) {
            held.add(call);
            call.hold();
            return;
        }
        call.state(State.WAITING);
        waiting.add(call);
        changeLoad(1);
        meanLoad += NEWEST * (load - meanLoad);
    }

    /** A call must also not overtake held calls on its key. */
    private boolean isBlocked(byte[] key) {
        return group.blocked().contains(key) || held.contains(key);
    }

    /** Holds the calls on keys that were blocked. */
    void hold(Set<byte[]> keys) {
        for (Call<?> call : takeWaiting(call -> keys.contains(call.key()))) {
            held.add(call);
            call.hold();
        }
    }

    /** Releases the calls on a key, unless it was blocked again. */
    void release(byte[] key) {
        if (!group.blocked().contains(key)) {
            held.release(key).descendingIterator().forEachRemaining(this::waitInFront);
        }
    }

    private void waitInFront(Call<?> call) {
        waiting.addFirst(call);
        call.state(State.WAITING);
        changeLoad(1);
    }

    /** Removes and returns the leader of another statement, if one may start now. */
    @Nullable
    Call<?> open() {
        Call<?> leader = mayOpen() ? firstFree() : null;
        if (leader == null || !slot.getAsBoolean()) {
            return null;
        }
        take(leader, State.LEADING);
        keysOut.add(leader);
        out++;
        leader.brings = statement.brings();
        group.inFlight().reads(leader.brings);
        return leader;
    }

    private boolean mayOpen() {
        return out < maxOut() && waiting.first() != null && group.inFlight().mayBring(statement.brings(), out == 0);
    }

    private int maxOut() {
        if (meanLoad <= LIGHT || statement.maxCalls() == 1) {
            return limit.max();
        }
        return meanLoad <= HEAVY ? limit.statements() : 1;
    }

    private void changeLoad(int calls) {
        if (meanLoad > LIGHT && meanLoad <= HEAVY) {
            limit.step(load);
        } else {
            limit.suspend();
        }
        load += calls;
    }

    /** The call that has waited longest and whose key is in no running statement. */
    private @Nullable Call<?> firstFree() {
        int looks = 0;
        Call<?> call = waiting.first();
        while (call != null && keysOut.contains(call)) {
            call = ++looks < MAX_LOOKS ? call.next : null;
        }
        return call;
    }

    private void take(Call<?> call, State to) {
        waiting.remove(call);
        call.state(to);
    }

    /**
     * The leader and the waiting calls that may share its statement, in order. Calls whose keys are in other statements
     * stay.
     */
    List<Call<?>> gather(Call<?> leader) {
        if (waiting.first() == null) {
            return List.of(leader);
        }
        int maxCalls = Math.min(statement.maxCalls(), statement.maxCalls(leader));
        List<Call<?>> calls = new ArrayList<>(
                Math.min(maxCalls, waiting.size() + 1)); // never grows: no call is lost if memory is short
        calls.add(leader);
        keysOut.remove(leader); // other calls on its key may join it
        long maxBytes = Math.min(group.maxBytes(), statement.maxBytes());
        long bytes = leader.weight();
        int looks = 0;
        for (Call<?> call = waiting.first(); call != null && calls.size() < maxCalls && looks < MAX_LOOKS; ) {
            Call<?> next = call.next;
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
     * Removes and returns the first call on a blocked key, for a statement beside the others; null if there is none.
     */
    @Nullable
    Call<?> takeFirstHeld(byte[] key) {
        Call<?> call = held.first(key);
        if (call == null || keysOut.contains(call)) {
            return null;
        }
        held.remove(call);
        call.state(State.TAKEN);
        call.brings = 0; // of an earlier statement
        keysOut.add(call);
        changeLoad(1);
        return call;
    }

    /**
     * Ends a statement. Returns the calls that are over. The others go back to the front.
     *
     * @param beside it did not count as a running statement
     */
    List<Call<?>> end(List<Call<?>> calls, boolean beside) {
        calls.forEach(keysOut::remove);
        group.inFlight().reads(-calls.get(0).brings);
        List<Call<?>> over = putBack(calls);
        over.forEach(call -> call.over = true);
        changeLoad(-over.size());
        if (!beside) {
            out--;
            limit.ended(over.size());
        }
        return over;
    }

    /** Puts back the calls that need another statement. Returns the others. */
    private List<Call<?>> putBack(List<Call<?>> calls) {
        List<Call<?>> again = new ArrayList<>(0);
        for (Call<?> call : calls) {
            if (call.isToGoAgain()) {
                again.add(call);
            }
        }
        if (again.isEmpty()) {
            return calls;
        }
        List<Call<?>> over = new ArrayList<>(calls);
        for (Call<?> call : Lists.reverse(again)) {
            if (call.isAbandoned()) {
                call.failLate();
            } else {
                over.remove(call);
                changeLoad(-1);
                if (isBlocked(call.key())) {
                    held.addFirst(call);
                    call.hold();
                } else {
                    waitInFront(call);
                }
            }
        }
        return over;
    }

    /** Removes a waiting or held call. */
    void withdraw(Call<?> call) {
        if (call.state() == State.HELD) {
            held.remove(call);
            call.state(State.WITHDRAWN);
        } else {
            take(call, State.WITHDRAWN);
            changeLoad(-1);
        }
    }

    /** Removes the waiting and held calls that fulfil a condition. */
    List<Call<?>> takeIf(Predicate<Call<?>> description) {
        List<Call<?>> taken = takeWaiting(description);
        taken.addAll(takeHeld(description));
        return taken;
    }

    /** Removes the held calls that fulfil a condition. */
    List<Call<?>> takeHeld(Predicate<Call<?>> description) {
        List<Call<?>> taken = held.removeIf(description);
        taken.forEach(call -> call.state(State.WITHDRAWN)); // their callers can no longer give up
        return taken;
    }

    private List<Call<?>> takeWaiting(Predicate<Call<?>> description) {
        List<Call<?>> taken = new ArrayList<>(0);
        for (Call<?> call = waiting.first(); call != null; ) {
            Call<?> next = call.next;
            if (description.test(call)) {
                take(call, State.WITHDRAWN);
                changeLoad(-1);
                taken.add(call);
            }
            call = next;
        }
        return taken;
    }
}
