package io.kvstore.examples.bench;

import java.time.Duration;
import java.util.Optional;

/** Writes that depend on the current state of a key. Thread-safe, as the {@link Contender} that has them. */
interface ConditionalWrites {

    /**
     * Sets the time-to-live of an existing key.
     *
     * @return true if the key existed
     */
    boolean expire(String key, Duration ttl);

    /**
     * Sets a key that is absent or expired.
     *
     * @return true if this call set it
     */
    boolean putIfAbsent(String key, byte[] value);

    /** Reads a key with its version, and sets it if it still has that version. */
    CompareAndSet compareAndSet(String key, byte[] value);

    /**
     * Removes a key, and sets it again.
     *
     * @return true if the key existed
     */
    boolean deleteAndPut(String key, byte[] value);

    /**
     * Reads a key and sets its time-to-live.
     *
     * @return the value, or empty if the key is absent or expired
     */
    Optional<byte[]> getAndExpire(String key, Duration ttl);

    /**
     * Adds one to a decimal number. A key that is absent or expired counts from 0 and gets no time-to-live.
     *
     * @return the new number
     */
    long increment(String key);

    /**
     * The result of a compare-and-set.
     *
     * @param found the value that was read
     * @param set true if the new value was then set
     */
    record CompareAndSet(Optional<byte[]> found, boolean set) {}
}
