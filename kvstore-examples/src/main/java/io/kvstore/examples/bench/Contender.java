package io.kvstore.examples.bench;

import java.util.Optional;

/**
 * One way to keep values under keys, to be measured against others. Thread-safe. Its methods may throw any unchecked
 * exception, which ends the benchmark.
 */
interface Contender extends AutoCloseable {

    /** What reports call it. */
    String name();

    /** What it works on; contenders that share their rows name the same object. */
    Rows rows();

    Optional<byte[]> get(String key);

    void put(String key, byte[] value);

    /** Its conditional writes; only of those whose {@link Baseline#writesConditionally}, and of the store. */
    default ConditionalWrites conditional() {
        throw new UnsupportedOperationException(name() + " has no conditional writes");
    }

    @Override
    void close();
}
