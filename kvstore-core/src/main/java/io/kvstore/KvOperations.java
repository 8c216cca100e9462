package io.kvstore;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The operations of a store on values of one type.
 *
 * <p><b>Keys</b> are strings of 1 to 255 bytes in UTF-8, compared byte by byte: {@code "a"}, {@code "A"} and
 * {@code "a "} are three keys. <b>Values</b> are at most {@link KvConfig#maxValueBytes()} long, as bytes; zero
 * bytes are a value. Nothing takes or returns null.
 *
 * <p><b>Time</b> is told by the database's clock, inside the statement. A key whose time-to-live has passed is
 * absent from that millisecond on, for every operation, whether or not its row still exists. A time-to-live is
 * 1 ms to {@link Ttl#MAX}; fractions of a millisecond are cut off.
 *
 * <p><b>Round trips.</b> Each operation on one key is one round trip, committed when the call returns; concurrent calls
 * of one kind share them ({@link LaneConfig}). A read of a large value, or of a key that expired within the last
 * minute, may take a second one. A batch call is a call on each of its keys, made all at once: one
 * statement per shard, more where a bound on rows or bytes is passed, shards in parallel. It is no transaction.
 *
 * <p><b>Errors.</b> Every operation may throw a {@link KvException}, whose {@link KvException#outcome()} says
 * whether a failed write may have happened; {@link IllegalArgumentException} for a bad key, value or
 * time-to-live and {@link NullPointerException} for null, both before anything is sent; and
 * {@link IllegalStateException} once the store is closed. Deadlocks and lock waits are retried inside.
 *
 * <p>Thread-safe. Calls block the caller ({@link KvStore#async()} does not); an array passed in must not change until the call returns.
 *
 * @param <V> the type of the values
 */
public interface KvOperations<V> {

    /**
     * The value of a key.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @return the value, or empty if the key is absent or expired
     */
    Optional<V> get(String key);

    /**
     * The value of a key with its version and its remaining time.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @return the entry, or empty if the key is absent or expired
     */
    Optional<Entry<V>> getEntry(String key);

    /**
     * Sets a key, to live until it is deleted. A time-to-live that it had is dropped.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param value the value
     */
    void put(String key, V value);

    /**
     * Sets a key, to live for a time.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param value the value
     * @param ttl 1 ms to {@link Ttl#MAX}, counted from the write by the database's clock
     */
    void put(String key, V value, Duration ttl);

    /**
     * Removes a key.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @return whether it was there, and had not expired
     */
    boolean delete(String key);

    /**
     * Sets a key that is absent or expired, to live until it is deleted.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param value the value
     * @return the new version if this call set it; empty if the key was there, which leaves it as it is
     */
    OptionalLong putIfAbsent(String key, V value);

    /**
     * Sets a key that is absent or expired, to live for a time.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param value the value
     * @param ttl 1 ms to {@link Ttl#MAX}
     * @return the new version if this call set it; empty if the key was there, which leaves it as it is
     */
    OptionalLong putIfAbsent(String key, V value, Duration ttl);

    /**
     * Sets a key if nobody wrote to it since it was read, to live until it is deleted.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param expectedVersion {@link Entry#version()} of the read
     * @param value the new value
     * @return the new version if this call set it; empty if the key is absent, expired or has another version
     */
    OptionalLong compareAndSet(String key, long expectedVersion, V value);

    /**
     * Sets a key if nobody wrote to it since it was read, to live for a time.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param expectedVersion {@link Entry#version()} of the read
     * @param value the new value
     * @param ttl 1 ms to {@link Ttl#MAX}
     * @return the new version if this call set it; empty if the key is absent, expired or has another version
     */
    OptionalLong compareAndSet(String key, long expectedVersion, V value, Duration ttl);

    /**
     * Removes a key if nobody wrote to it since it was read. So a lock is given back by who holds it, and nobody else.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param expectedVersion {@link Entry#version()} of the read
     * @return true if this call removed it; false if the key is absent, expired or has another version
     */
    boolean compareAndDelete(String key, long expectedVersion);

    /**
     * Reads a key and gives it a new time-to-live, in one round trip: what each request of a session does. This is a
     * write: the version changes.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param ttl 1 ms to {@link Ttl#MAX}
     * @return the value with its new version and its new time-to-live, or empty if the key is absent or expired
     */
    Optional<Entry<V>> getAndExpire(String key, Duration ttl);

    /**
     * Gives a key that is there a new time-to-live. This is a write: the version changes.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param ttl 1 ms to {@link Ttl#MAX}
     * @return whether the key was there
     */
    boolean expire(String key, Duration ttl);

    /**
     * Lets a key that is there live until it is deleted. This is a write: the version changes.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @return whether the key was there, with a time-to-live or without
     */
    boolean persist(String key);

    /**
     * How long a key still lives.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @return the time left, or empty if the key is absent or expired
     */
    Optional<Ttl> ttl(String key);

    /**
     * The values of several keys, each as if it were read by itself: not a snapshot. All of them are in memory at once.
     *
     * @param keys the keys; one named twice counts once
     * @return a value for each key that is there, in the order of {@code keys}
     * @throws KvBatchException if some could not be read; it holds the others
     */
    Map<String, V> getAll(Collection<String> keys);

    /**
     * Sets several keys, to live until they are deleted.
     *
     * @param entries the keys and their values
     * @throws KvBatchException if some calls failed; it says which keys are set, which are not, and which may be
     */
    void putAll(Map<String, ? extends V> entries);

    /**
     * Sets several keys, to live for a time.
     *
     * @param entries the keys and their values
     * @param ttl 1 ms to {@link Ttl#MAX}, the same for each
     * @throws KvBatchException if some calls failed; it says which keys are set, which are not, and which may be
     */
    void putAll(Map<String, ? extends V> entries, Duration ttl);

    /**
     * Removes several keys.
     *
     * @param keys the keys; one named twice counts once
     * @return how many of them were there, and had not expired
     * @throws KvBatchException if some calls failed; it says which keys are gone, which are not, and which may be
     */
    long deleteAll(Collection<String> keys);
}
