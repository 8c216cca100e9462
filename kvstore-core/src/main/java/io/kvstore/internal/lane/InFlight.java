package io.kvstore.internal.lane;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Limits the calls and bytes in flight on a shard, so that a slow shard cannot fill the heap. A call beyond the limit
 * may wait in a first-in-first-out queue. It holds nothing while it waits, and enters its lane as soon as there is
 * room. Thread-safe.
 */
public final class InFlight {

    private static final int BYTES_BITS = 40; // bytes in the low bits, calls above, so that both change in one step
    private static final long BYTES = (1L << BYTES_BITS) - 1;

    private final int maxCalls;
    private final int maxBytes;
    private final Duration maxWait;
    private final Refusals refusals;
    private final AtomicLong used = new AtomicLong();
    private final AtomicLong results = new AtomicLong(); // part of used: results of futures that are not completed yet
    private final AtomicLong reading = new AtomicLong(); // not part of used: expected results of running statements
    private volatile boolean starved;
    private final List<Lane> onRoom = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Call<?>> queue = new ArrayDeque<>(); // guarded by lock
    private volatile int queued; // written under lock; a call counts until it has entered its lane
    private int promises; // asynchronous calls in the queue; guarded by lock
    private long promisedBytes; // their bytes; guarded by lock

    /**
     * Nothing is in flight.
     *
     * @param maxWait how long a call beyond the limit waits
     */
    public InFlight(int maxCalls, int maxBytes, Duration maxWait, Refusals refusals) {
        this.maxCalls = maxCalls;
        this.maxBytes = maxBytes;
        this.maxWait = maxWait;
        this.refusals = refusals;
    }

    /** Admits a call, unless the limit is reached or others wait. */
    boolean tryAcquire(Call<?> call) {
        return queued == 0 && claim(call);
    }

    private boolean claim(Call<?> call) {
        while (true) {
            long now = used.get();
            long next = now + claimOf(call);
            if (next >>> BYTES_BITS > maxCalls || (next & BYTES) > maxBytes) {
                return false;
            }
            if (used.compareAndSet(now, next)) {
                call.hasRoom(true);
                return true;
            }
        }
    }

    /** A call that is larger than the whole limit needs all of it. */
    private long claimOf(Call<?> call) {
        return 1L << BYTES_BITS | Math.min(call.bytes(), maxBytes);
    }

    /**
     * Lets a call enter its lane when there is room, which may be at once. Throws if it may not wait. The number of
     * blocked threads bounds what they wait with. Asynchronous calls may wait up to the same limits as for calls in
     * flight.
     */
    void enterWhenThereIsRoom(Call<?> call) {
        List<Call<?>> leaders = List.of();
        lock.lock();
        try {
            boolean full = call.isPromised() && (promises == maxCalls || promisedBytes + call.bytes() > maxBytes);
            if (maxWait.isZero() || full) {
                throw overloaded(call, Duration.ZERO);
            }
            call.waitsForRoom();
            queue.add(call);
            count(call, 1);
            leaders = letIn();
        } finally {
            lock.unlock();
        }
        leaders.forEach(Lane::start);
    }

    private void count(Call<?> call, int sign) {
        queued = queue.size();
        if (call.isPromised()) {
            promises += sign;
            promisedBytes += (long) sign * call.bytes();
        }
    }

    /**
     * Admits the calls that have waited longest. They enter their lanes before a new call can see an empty queue.
     * Returns the calls that must lead, to be started without the lock.
     */
    private List<Call<?>> letIn() {
        List<Call<?>> leaders = new ArrayList<>();
        for (Call<?> first = queue.peek(); first != null && claim(first); first = queue.peek()) {
            Call<?> leader = first.enter();
            if (leader != null) {
                leaders.add(leader);
            }
            queue.remove();
            count(first, -1);
        }
        return leaders;
    }

    /** Removes a call that gives up from the queue. Returns whether it was still there. */
    boolean leave(Call<?> call) {
        List<Call<?>> leaders;
        lock.lock();
        try {
            if (!queue.remove(call)) {
                return false;
            }
            count(call, -1);
            leaders = letIn();
        } finally {
            lock.unlock();
        }
        leaders.forEach(Lane::start);
        return true;
    }

    /** Removes asynchronous calls that have waited too long, and sets their errors. */
    List<Call<?>> sweep(long now) {
        List<Call<?>> late = new ArrayList<>();
        if (queued == 0) {
            return late;
        }
        List<Call<?>> leaders;
        lock.lock();
        try {
            for (Iterator<Call<?>> waiting = queue.iterator(); waiting.hasNext(); ) {
                Call<?> call = waiting.next();
                if (call.isPromised() && now - call.startedAt() >= maxWait.toNanos()) {
                    waiting.remove();
                    count(call, -1);
                    call.fail(overloaded(call, maxWait));
                    late.add(call);
                }
            }
            leaders = letIn();
        } finally {
            lock.unlock();
        }
        leaders.forEach(Lane::start);
        return late;
    }

    RuntimeException overloaded(Call<?> call, Duration waited) {
        long now = used.get();
        boolean calls = now >>> BYTES_BITS >= maxCalls || (now & BYTES) + Math.min(call.bytes(), maxBytes) <= maxBytes;
        return refusals.overloaded(calls ? maxCalls + " calls" : maxBytes + " bytes", waited);
    }

    Duration maxWait() {
        return maxWait;
    }

    /** Releases the room of a call that is over, if it has any. Must not be called under the lock of a lane. */
    void release(Call<?> call) {
        if (!call.hasRoom()) {
            return;
        }
        int result = call.occupied();
        call.hasRoom(false);
        results.addAndGet(-result);
        used.addAndGet(-(claimOf(call) + result));
        reopen();
        if (queued > 0) {
            List<Call<?>> leaders;
            lock.lock();
            try {
                leaders = letIn();
            } finally {
                lock.unlock();
            }
            leaders.forEach(Lane::start);
        }
    }

    /**
     * Counts the result of a future that is not completed yet. It may exceed the limit; then no more calls are
     * admitted.
     */
    void brought(Call<?> call, int bytes) {
        call.occupy(bytes);
        results.addAndGet(bytes);
        used.addAndGet(bytes);
    }

    /**
     * Whether a statement may start that is expected to return so many bytes. It may if there is room. The first
     * statement of its lane may also start without room, if uncompleted results do not fill the limit. If not, {@link
     * #onRoom} is called later.
     */
    boolean mayBring(long bytes, boolean first) {
        if (bytes == 0 || hasRoomFor(bytes, first)) {
            return true;
        }
        starved = true;
        return hasRoomFor(bytes, first); // again, because room may have been released before starved was set
    }

    private boolean hasRoomFor(long bytes, boolean first) {
        return first ? results.get() < maxBytes : (used.get() & BYTES) + reading.get() + bytes <= maxBytes;
    }

    /** A statement has started that is expected to return so many bytes. A negative number ends it. */
    void reads(long bytes) {
        reading.addAndGet(bytes);
    }

    /** Who is told of room, after {@link #mayBring} said no. */
    public void onRoom(Lane lane) {
        onRoom.add(lane);
    }

    private void reopen() {
        if (starved && results.get() < maxBytes) {
            starved = false;
            onRoom.forEach(Lane::reopen);
        }
    }

    /** Whether no call is in flight, nor waits for room. */
    public boolean isIdle() {
        return queued == 0 && count() == 0; // in this order: what leaves the queue has room already
    }

    /** Calls that were admitted and are not over. */
    public int count() {
        return (int) (used.get() >>> BYTES_BITS);
    }
}
