package io.kvstore.internal.lane;

import io.kvstore.Operation;

/**
 * What is asked of one key. It does not know how it travels. Immutable.
 *
 * @param <R> the result
 */
public interface Request<R> {

    /** What it does. */
    Operation operation();

    /** The stored key. */
    byte[] key();

    /** Its size in memory, in bytes. */
    int bytes();

    /** Its size in a statement, in bytes. */
    default int weight() {
        return bytes();
    }
}
