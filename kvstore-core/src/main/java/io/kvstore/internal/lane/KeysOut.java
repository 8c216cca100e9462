package io.kvstore.internal.lane;

import java.util.BitSet;

/**
 * The keys that the running statements of a lane carry. Keys in the same stripe count as one, which sometimes makes a
 * call wait without need. Each stripe belongs to at most one statement. Guarded by the lane's lock.
 */
final class KeysOut {

    private static final int STRIPES = 4_096; // a power of two

    private final BitSet stripes = new BitSet(STRIPES);

    boolean contains(Call<?> call) {
        return stripes.get(stripe(call));
    }

    void add(Call<?> call) {
        stripes.set(stripe(call));
    }

    void remove(Call<?> call) {
        stripes.clear(stripe(call));
    }

    private static int stripe(Call<?> call) {
        return call.hash() & STRIPES - 1;
    }
}
