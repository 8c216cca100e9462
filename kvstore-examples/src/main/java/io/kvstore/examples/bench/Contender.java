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

    @Override
    void close();
}
