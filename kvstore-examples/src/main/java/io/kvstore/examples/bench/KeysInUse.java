package io.kvstore.examples.bench;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Tracks the keys that have calls in flight. So a compare-and-set that lost to another caller can be told from a wrong
 * answer. If there are many keys, some share a slot. Then a wrong answer may be missed, but a right one is never
 * refused. Thread-safe.
 */
final class KeysInUse {

    private static final int SLOTS = 1 << 16;
    private static final int COUNT_BITS = 32;
    private static final long ONE_MORE = (1L << COUNT_BITS) + 1;

    /** The upper half of a slot counts all calls ever started. The lower half counts the calls in flight. */
    private final AtomicLongArray slots = new AtomicLongArray(SLOTS);

    /**
     * Notes the start of a call.
     *
     * @return what to pass to {@link #end}
     */
    long begin(int key) {
        return slots.addAndGet(key % SLOTS, ONE_MORE);
    }

    /**
     * Notes the end of a call.
     *
     * @return true if another call on the key was in flight at any time since the start
     */
    boolean end(int key, long begun) {
        long now = slots.getAndDecrement(key % SLOTS);
        return (int) begun > 1 || now >>> COUNT_BITS != begun >>> COUNT_BITS;
    }
}
