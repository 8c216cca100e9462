package io.kvstore.internal.lane;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * How many statements several lanes may have out together: so that, when they hang, they leave connections to others. A
 * lane that finds no slot is told of one later, those that have waited longest first. Thread-safe.
 */
public final class Slots {

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Lane> waiting = new LinkedHashSet<>(); // guarded by lock
    private int free; // guarded by lock

    /** All of them free. */
    public Slots(int count) {
        free = count;
    }

    /** Under the lock of the lane. */
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

    /** Not under the lock of a lane. */
    void giveBack() {
        lock.lock();
        try {
            free++;
        } finally {
            lock.unlock();
        }
        for (Lane next = next(); next != null; next = next()) {
            next.reopen(); // it may need none any more, so that the one behind it is next
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
