package io.kvstore.internal.lane;

import io.kvstore.internal.lane.BlockedKeys.Reason;
import io.kvstore.internal.lane.Call.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How calls leave a lane before they are done. A call that waits is removed. A call that a statement carries is abandoned:
 * its room and its key stay taken until the statement has ended. Thread-safe.
 */
final class Leaving {

    private final Lane lane;
    private final LaneGroup group;
    private final ReentrantLock lock; // of the lane
    private final LaneQueue queue; // guarded by lock

    Leaving(Lane lane, LaneGroup group, ReentrantLock lock, LaneQueue queue) {
        this.lane = lane;
        this.group = group;
        this.lock = lock;
        this.queue = queue;
    }

    /** Calls that have left. The others are over, or their callers lead them. */
    private record Left(List<Call<?>> withdrawn, List<Call<?>> abandoned) {}

    private Left leave(List<? extends Call<?>> calls) {
        Left left = new Left(new ArrayList<>(), new ArrayList<>());
        List<Call<?>> carried = new ArrayList<>();
        lock.lock();
        try {
            for (Call<?> call : calls) {
                if (!withdraw(call, left) && isCarried(call)) {
                    carried.add(call);
                }
            }
        } finally {
            lock.unlock();
        }
        if (!carried.isEmpty()) {
            abandon(carried, left);
        }
        return left;
    }

    private boolean withdraw(Call<?> call, Left left) {
        boolean waits = waits(call);
        if (waits) {
            queue.withdraw(call);
            left.withdrawn().add(call);
        }
        return waits;
    }

    private static boolean waits(Call<?> call) {
        return call.state() == State.WAITING || call.state() == State.HELD;
    }

    private static boolean isCarried(Call<?> call) {
        return !call.over && (call.state() == State.TAKEN || (call.state() == State.LEADING && !call.canLead()));
    }

    private void abandon(List<Call<?>> carried, Left left) {
        // No other write may touch their keys while a statement carries them. Before that is known: it may be over any
        // time.
        group.blocked().block(carried.stream().map(Call::key).toList(), Reason.ABANDONED);
        List<Call<?>> others = new ArrayList<>(0);
        lock.lock();
        try {
            for (Call<?> call : carried) {
                if (isCarried(call)) {
                    call.abandon();
                    left.abandoned().add(call);
                } else {
                    withdraw(call, left); // it may wait again
                    others.add(call);
                }
            }
        } finally {
            lock.unlock();
        }
        others.forEach(call -> group.blocked().unblock(call.key(), Reason.ABANDONED));
    }

    /** Removes a call whose thread stops waiting. Returns its error; empty if the call is done or this thread must lead it. */
    Optional<RuntimeException> giveUp(Call<?> call, String why) {
        return Optional.ofNullable(giveUp(List.of(call), why).get(call));
    }

    /** The same for several calls that have entered the lane. */
    Map<Call<?>, RuntimeException> giveUp(List<? extends Call<?>> calls, String why) {
        Left left = leave(calls);
        left.withdrawn().forEach(group.inFlight()::release);
        Map<Call<?>, RuntimeException> errors = new HashMap<>();
        putAll(errors, left.withdrawn(), why, false);
        putAll(errors, left.abandoned(), why, true);
        return errors;
    }

    private void putAll(
            Map<Call<?>, RuntimeException> errors, List<Call<?>> calls, String why, boolean mayHaveHappened) {
        if (!calls.isEmpty()) {
            RuntimeException error = lane.refusals().abandoned(why, mayHaveHappened);
            calls.forEach(call -> errors.put(call, error));
        }
    }

    /** Fails the futures of asynchronous calls whose deadlines have passed. */
    void expire(List<Call<?>> calls) {
        List<Call<?>> entered = new ArrayList<>(calls.size());
        Map<String, RuntimeException> notApplied = new HashMap<>();
        for (Call<?> call : calls) {
            if (call.leaveRoomQueue()) {
                call.fail(call.noRoom(false));
                lane.complete(List.of(call));
            } else if (call.state() == State.MADE && group.order().leave(call)) {
                call.fail(late(call, false, notApplied));
                lane.complete(List.of(call));
            } else {
                entered.add(call);
            }
        }
        Left left = leave(entered);
        left.withdrawn().forEach(call -> call.fail(late(call, false, notApplied)));
        lane.settle(left.withdrawn());
        Map<String, RuntimeException> unknown = new ConcurrentHashMap<>();
        group.completions().complete(left.abandoned(), call -> call.breakPromise(late(call, true, unknown)));
    }

    /** One error for all calls with the same deadline. */
    private RuntimeException late(Call<?> call, boolean mayHaveHappened, Map<String, RuntimeException> errors) {
        return errors.computeIfAbsent(call.notDone(), why -> lane.refusals().abandoned(why, mayHaveHappened));
    }

    /** Removes a call whose thread failed, so that nobody waits for it to lead. */
    void desert(Call<?> call, Error why) {
        boolean waits;
        boolean leads;
        lock.lock();
        try {
            waits = waits(call);
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
            lane.fail(call, why);
        } else if (call.state() == State.MADE && group.inFlight().leave(call)) {
            call.state(State.WITHDRAWN);
        }
    }
}
