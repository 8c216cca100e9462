package io.kvstore.internal.execution;

/**
 * Sizes of statements on several keys: 1 to 8, then four sizes per power of two. There are few, so that few statements
 * are prepared. They are close enough that filling up a statement costs less than sending the rest in another one.
 */
public final class Arity {

    private static final int EXACT = 8;
    private static final int PER_OCTAVE = 4;

    private Arity() {}

    /** The smallest size that is not below a count. */
    public static int of(int count) {
        if (count <= EXACT) {
            return count;
        }
        int step = Integer.highestOneBit(count - 1) / PER_OCTAVE;
        return (count + step - 1) / step * step;
    }
}
