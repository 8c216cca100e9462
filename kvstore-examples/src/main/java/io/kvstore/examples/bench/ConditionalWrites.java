package io.kvstore.examples.bench;

import java.time.Duration;
import java.util.Optional;

/** Writes that depend on what is there. Thread-safe, as the {@link Contender} that has them. */
interface ConditionalWrites {

    /**
     * Gives a key another time-to-live.
     *
     * @return whether the key was there
     */
    boolean expire(String key, Duration ttl);

    /**
     * Sets a key that is absent or expired.
     *
     * @return whether this call set it
     */
    boolean putIfAbsent(String key, byte[] value);

    /** Reads a key with its version, and sets it if it still has that version. */
    CompareAndSet compareAndSet(String key, byte[] value);

    /**
     * Removes a key, and sets it again.
     *
     * @return whether the key was there
     */
    boolean deleteAndPut(String key, byte[] value);

    /**
     * Reads a key and gives it another time-to-live.
     *
     * @return the value, or empty if the key is absent or expired
     */
    Optional<byte[]> getAndExpire(String key, Duration ttl);

    /**
     * Adds one to the number that a key holds, in decimal. A key that is absent or expired counts from 0, and lives for
     * ever.
     *
     * @return the new number
     */
    long increment(String key);

    /**
     * What a compare-and-set did.
     *
     * @param found what it read
     * @param set whether it then set the other value
     */
    record CompareAndSet(Optional<byte[]> found, boolean set) {}
}
