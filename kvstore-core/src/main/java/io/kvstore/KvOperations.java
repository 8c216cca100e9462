package io.kvstore;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The operations of a store on values of one type.
 *
 * <p><b>Keys</b> are strings of 1 to 255 bytes in UTF-8. They are compared byte by byte: {@code "a"}, {@code "A"} and
 * {@code "a "} are three keys. <b>Values</b> have at most {@link KvConfig#maxValueBytes()} bytes and may be empty. No
 * argument and no result is null.
 *
 * <p><b>Time.</b> The database's clock decides, inside the statement. A key is absent for every operation from the
 * millisecond in which its time-to-live has passed, whether or not its row still exists. A time-to-live is 1 ms to
 * {@link Ttl#MAX}; fractions of a millisecond are dropped.
 *
 * <p><b>Round trips.</b> An operation on one key takes one round trip. A write is committed when the call returns.
 * Concurrent calls of one kind share round trips ({@link LaneConfig}). A read takes a second one if the value is large,
 * or if the key expired within the last minute. A batch call makes one call for each key, all at the same time. It
 * sends one statement per shard, or several if a limit on rows or bytes is exceeded, to all shards in parallel. It is
 * not a transaction.
 *
 * <p><b>Errors.</b> {@link NullPointerException} and {@link IllegalArgumentException} report an invalid key, value or
 * time-to-live, before anything is sent. {@link IllegalStateException} reports a closed store. Every operation may also
 * throw a {@link KvException}. Its {@link KvException#outcome()} says whether a failed write may have happened; a
 * failed read is always {@link Outcome#NOT_APPLIED}. The store itself retries after deadlocks, and waits for row locks
 * for {@link PoolConfig#lockWaitTimeout()}.
 *
 * <p>Thread-safe. Calls block the calling thread ({@link KvStore#async()} does not). An array that is passed in must
 * not change until the call returns.
 *
 * @param <V> the type of the values
 */
public interface KvOperations<V> {

    /**
     * Reads the value of a key.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @return the value, or empty if the key is absent or expired
     */
    Optional<V> get(String key);

    /**
     * Reads the value, version and remaining time of a key.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @return the entry, or empty if the key is absent or expired
     */
    Optional<Entry<V>> getEntry(String key);

    /**
     * Sets a key. It then has no time-to-live, even if it had one.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param value the value
     */
    void put(String key, V value);

    /**
     * Sets a key with a time-to-live.
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
     * @return true if the key existed and had not expired
     */
    boolean delete(String key);

    /**
     * Sets a key without a time-to-live, but only if it is absent or expired.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param value the value
     * @return the new version if this call set it; empty if the key existed and was not changed
     */
    OptionalLong putIfAbsent(String key, V value);

    /**
     * Sets a key with a time-to-live, but only if it is absent or expired.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param value the value
     * @param ttl 1 ms to {@link Ttl#MAX}
     * @return the new version if this call set it; empty if the key existed and was not changed
     */
    OptionalLong putIfAbsent(String key, V value, Duration ttl);

    /**
     * Sets a key without a time-to-live, but only if it still has the expected version.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param expectedVersion {@link Entry#version()} of an earlier read
     * @param value the new value
     * @return the new version if this call set it; empty if the key is absent, expired or has another version
     */
    OptionalLong compareAndSet(String key, long expectedVersion, V value);

    /**
     * Sets a key with a time-to-live, but only if it still has the expected version.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param expectedVersion {@link Entry#version()} of an earlier read
     * @param value the new value
     * @param ttl 1 ms to {@link Ttl#MAX}
     * @return the new version if this call set it; empty if the key is absent, expired or has another version
     */
    OptionalLong compareAndSet(String key, long expectedVersion, V value, Duration ttl);

    /**
     * Removes a key, but only if it still has the expected version. So only the holder of a lock can release it.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param expectedVersion {@link Entry#version()} of an earlier read
     * @return true if this call removed it; false if the key is absent, expired or has another version
     */
    boolean compareAndDelete(String key, long expectedVersion);

    /**
     * Reads a key and gives it a new time-to-live, in one round trip, as each request of a web session
     * does. This is a write: the version changes.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param ttl 1 ms to {@link Ttl#MAX}
     * @return the value with its new version and its new time-to-live, or empty if the key is absent or expired
     */
    Optional<Entry<V>> getAndExpire(String key, Duration ttl);

    /**
     * Sets the time-to-live of an existing key. This is a write: the version changes.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param ttl 1 ms to {@link Ttl#MAX}
     * @return true if the key existed
     */
    boolean expire(String key, Duration ttl);

    /**
     * Removes the time-to-live of an existing key. This is a write: the version changes.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @return true if the key existed, with or without a time-to-live
     */
    boolean persist(String key);

    /**
     * Reads the remaining time of a key.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @return the remaining time, or empty if the key is absent or expired
     */
    Optional<Ttl> ttl(String key);

    /**
     * Reads the values of several keys. Each key is read by itself, so the result is not a snapshot. All values are in memory
     * at the same time.
     *
     * @param keys the keys; duplicates count once
     * @return a value for each key that exists, in the order of {@code keys}
     * @throws KvBatchException if some keys could not be read; it has the values of the others
     */
    Map<String, V> getAll(Collection<String> keys);

    /**
     * Sets several keys without a time-to-live.
     *
     * @param entries the keys and their values
     * @throws KvBatchException if some keys failed; it says which keys are set, which are not, and which may be set
     */
    void putAll(Map<String, ? extends V> entries);

    /**
     * Sets several keys with a time-to-live.
     *
     * @param entries the keys and their values
     * @param ttl 1 ms to {@link Ttl#MAX}, the same for each
     * @throws KvBatchException if some keys failed; it says which keys are set, which are not, and which may be set
     */
    void putAll(Map<String, ? extends V> entries, Duration ttl);

    /**
     * Removes several keys.
     *
     * @param keys the keys; duplicates count once
     * @return how many of them existed and had not expired
     * @throws KvBatchException if some keys failed; it says which keys are removed, which are not, and which may be
     */
    long deleteAll(Collection<String> keys);
}
