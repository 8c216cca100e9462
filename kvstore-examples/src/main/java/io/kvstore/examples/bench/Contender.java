package io.kvstore.examples.bench;

import java.util.Optional;

/**
 * A key-value store to be measured. Thread-safe. Its methods may throw any unchecked exception, which ends the
 * benchmark.
 */
interface Contender extends AutoCloseable {

    /** The name in reports. */
    String name();

    /** The rows it works on. Contenders that share their rows return the same object. */
    Rows rows();

    Optional<byte[]> get(String key);

    void put(String key, byte[] value);

    /**
     * The conditional writes. Only the store has them, and contenders of a baseline that
     * {@link Baseline#writesConditionally}.
     */
    default ConditionalWrites conditional() {
        throw new UnsupportedOperationException(name() + " has no conditional writes");
    }

    @Override
    void close();
}
