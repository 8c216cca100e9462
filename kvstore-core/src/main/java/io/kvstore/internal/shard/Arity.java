package io.kvstore.internal.shard;

/**
 * Sizes of statements on several keys. Few sizes, so that few statements get prepared; close enough to each other, so
 * that filling one up costs less than sending what does not fit in another: 1 to 8, then four in each octave.
 */
final class Arity {

    private static final int EXACT = 8;
    private static final int PER_OCTAVE = 4;

    private Arity() {}

    /** The smallest size that holds so many. */
    static int of(int count) {
        if (count <= EXACT) {
            return count;
        }
        int step = Integer.highestOneBit(count - 1) / PER_OCTAVE;
        return (count + step - 1) / step * step;
    }
}
