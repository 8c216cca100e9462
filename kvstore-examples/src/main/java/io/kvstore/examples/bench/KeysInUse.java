package io.kvstore.examples.bench;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which keys have calls under way. It tells a compare-and-set that lost to another caller from one that gave a wrong
 * answer. Keys share slots if there are many, which makes it milder, never stricter. Thread-safe.
 */
final class KeysInUse {

    private static final int SLOTS = 1 << 16;
    private static final int COUNT_BITS = 32;
    private static final long ONE_MORE = (1L << COUNT_BITS) + 1;

    /** Each slot has the calls that ever began above, and those under way below. */
    private final AtomicLongArray slots = new AtomicLongArray(SLOTS);

    /**
     * Tells that a call begins.
     *
     * @return what {@link #end} wants back
     */
    long begin(int key) {
        return slots.addAndGet(key % SLOTS, ONE_MORE);
    }

    /**
     * Tells that a call has ended.
     *
     * @return whether another call on the key was under way at any time since it began
     */
    boolean end(int key, long begun) {
        long now = slots.getAndDecrement(key % SLOTS);
        return (int) begun > 1 || now >>> COUNT_BITS != begun >>> COUNT_BITS;
    }
}
