package io.kvstore.examples.bench;

import java.util.Map;
import java.util.Optional;

/**
 * One way to keep values under keys, to be measured against others. Thread-safe. Its methods may throw any unchecked
 * exception, which ends the benchmark.
 */
interface Contender extends AutoCloseable {

    /** What reports call it. */
    String name();

    /** Sets many keys as fast as it can; not measured. */
    void load(Map<String, byte[]> entries);

    Optional<byte[]> get(String key);

    void put(String key, byte[] value);

    /** Removes every trace of it from the servers; called once, before {@link #close}. */
    void drop();

    @Override
    void close();
}
