package io.kvstore.internal.lane;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Limits the running statements of several lanes together, so that they leave connections to others if they hang. A
 * lane that gets no slot is notified when one is free. The lane that has waited longest comes first. Thread-safe.
 */
public final class Slots {

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Lane> waiting = new LinkedHashSet<>(); // guarded by lock
    private int free; // guarded by lock

    /** All slots are free. */
    public Slots(int count) {
        free = count;
    }

    /** Must be called under the lock of the lane. */
    boolean take(Lane lane) {
        lock.lock();
        try {
            if (free > 0) {
                free--;
                return true;
            }
            waiting.add(lane);
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Must not be called under the lock of a lane. */
    void giveBack() {
        lock.lock();
        try {
            free++;
        } finally {
            lock.unlock();
        }
        for (Lane next = next(); next != null; next = next()) {
            next.reopen(); // it may not need the slot any more; then the next lane gets it
        }
    }

    private @Nullable Lane next() {
        lock.lock();
        try {
            Iterator<Lane> lanes = waiting.iterator();
            if (free == 0 || !lanes.hasNext()) {
                return null;
            }
            Lane next = lanes.next();
            lanes.remove();
            return next;
        } finally {
            lock.unlock();
        }
    }
}
