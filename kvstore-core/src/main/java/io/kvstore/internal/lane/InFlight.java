package io.kvstore.internal.lane;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many calls, and bytes of them, a shard may have in flight: what keeps a slow shard from filling the heap. A call
 * that finds no room may wait for some, in a queue that lets nobody pass; it holds nothing while it waits, and enters
 * its lane as soon as it has room. Thread-safe.
 */
public final class InFlight {

    private static final int BYTES_BITS = 40; // below them the bytes, above them the calls, to change both in one step
    private static final long BYTES = (1L << BYTES_BITS) - 1;

    private final int maxCalls;
    private final int maxBytes;
    private final Duration maxWait;
    private final Refusals refusals;
    private final AtomicLong used = new AtomicLong();
    private final AtomicLong results = new AtomicLong(); // of used: bytes that futures are yet to be completed with
    private final AtomicLong reading = new AtomicLong(); // not in used: what statements that are out may bring back
    private volatile boolean starved;
    private volatile Runnable onRoom = () -> {};
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Call<?>> queue = new ArrayDeque<>(); // guarded by lock
    private volatile int queued; // written under lock; a call counts until it has entered its lane
    private int promises; // of those in the queue; guarded by lock
    private long promisedBytes; // of them; guarded by lock

    /**
     * Nothing in flight.
     *
     * @param maxWait how long a call that finds no room waits for some
     */
    public InFlight(int maxCalls, int maxBytes, Duration maxWait, Refusals refusals) {
        this.maxCalls = maxCalls;
        this.maxBytes = maxBytes;
        this.maxWait = maxWait;
        this.refusals = refusals;
    }

    /** Makes room for a call, unless there is none or others wait for it. */
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
                call.room(next - now);
                return true;
            }
        }
    }

    /** A call that is larger than all the room there is needs all of it. */
    private long claimOf(Call<?> call) {
        return 1L << BYTES_BITS | Math.min(call.bytes(), maxBytes);
    }

    /**
     * Has a call enter its lane when there is room, which may be at once; throws if it may not wait for that. What
     * blocked threads wait with is bounded by their number, so as many futures may wait as may be in flight.
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
     * Those that have waited longest. They enter before the next one that comes can see that nobody waits. Returns those
     * that are to lead, to be started outside of the lock.
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

    /** Takes a call out of the queue that gives up. Returns whether it was still there. */
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

    /** Takes the futures out that have waited too long, with an error each. */
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

    /** Gives back the room of a call that is over, if it has some. Not to be called under the lock of a lane. */
    void release(Call<?> call) {
        long room = call.room();
        if (room == 0) {
            return;
        }
        call.room(0);
        long result = (room & BYTES) - (claimOf(call) & BYTES);
        results.addAndGet(-result);
        used.addAndGet(-room);
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

    /** The result of a future that is not completed yet. It may be more than there is room for: then no more come. */
    void brought(Call<?> call, int bytes) {
        call.room(call.room() + bytes);
        results.addAndGet(bytes);
        used.addAndGet(bytes);
    }

    /**
     * Whether a statement may go out that is reckoned to bring back so many bytes: if there is room for them, or none
     * like it is out and results do not pile up behind the executors of their futures. If not, {@link #onRoom} is told.
     */
    boolean mayBring(long bytes, boolean first) {
        if (bytes == 0 || hasRoomFor(bytes, first)) {
            return true;
        }
        starved = true;
        return hasRoomFor(bytes, first); // once more: room that was given back meanwhile told nobody
    }

    private boolean hasRoomFor(long bytes, boolean first) {
        return first ? results.get() < maxBytes : (used.get() & BYTES) + reading.get() + bytes <= maxBytes;
    }

    /** A statement is out that is reckoned to bring back so many bytes. */
    void reads(long bytes) {
        reading.addAndGet(bytes);
    }

    /** Who is told of room, after {@link #mayBring} said no. */
    public void onRoom(Runnable listener) {
        onRoom = listener;
    }

    private void reopen() {
        if (starved && results.get() < maxBytes) {
            starved = false;
            onRoom.run();
        }
    }

    /** Calls that were admitted and are not over. */
    public int count() {
        return (int) (used.get() >>> BYTES_BITS);
    }
}
