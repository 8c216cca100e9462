package io.kvstore.internal.lane;

/**
 * What is asked of one key: a value, apart from the way that it takes. Immutable.
 *
 * @param <R> what comes back
 */
public interface Request<R> {

    /** The key as it is stored. */
    byte[] key();

    /** What it keeps in memory, in bytes. */
    int bytes();

    /** What it adds to a statement, in bytes. */
    default int weight() {
        return bytes();
    }
}
