package io.kvstore;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * The operations of {@link KvOperations} with futures. They do not block the calling thread.
 *
 * <p><b>Order.</b> Calls on one key take effect in the order in which they were made. You need not wait for the
 * futures: a get after a put sees the put. A batch call is a call on each of its keys. Calls on different keys have no
 * order. Blocking calls have no order relative to these. If a call fails, the calls after it are still made.
 *
 * <p><b>Errors.</b> The method itself throws for an invalid key, value or time-to-live, and {@link
 * IllegalStateException} for a closed store. A {@link KvException} completes the future. Beyond the limits of {@link
 * BackpressureConfig} it is a {@link KvOverloadedException}, at once or after {@link BackpressureConfig#maxWait()}; no
 * thread is blocked meanwhile. A call that misses its deadline ({@link LaneConfig#timeout()}) fails: {@link
 * Outcome#NOT_APPLIED}, or {@link Outcome#UNKNOWN} for a write that a statement already carries. Cancelling or
 * completing a future does not affect its call.
 *
 * <p><b>Threads.</b> Calls have no thread of their own. Each running statement has a thread of the store. Futures are
 * completed on a few threads of the store, or by the executor that was given to {@link
 * KvStore#async(java.util.concurrent.Executor)}. The futures of one statement are completed one after another. Stages
 * run there, or on the thread that adds them to a completed future, never on the thread of another caller. A stage that
 * blocks delays the futures behind it by up to half a second. If many stages block, give them an executor of their own
 * ({@code thenApplyAsync}).
 *
 * <p>Thread-safe. An array that is passed in must not change until the future is completed.
 *
 * @param <V> the type of the values
 */
public interface AsyncKvOperations<V> {

    /**
     * Reads the value of a key.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @return the value, or empty if the key is absent or expired
     */
    CompletableFuture<Optional<V>> get(String key);

    /**
     * Reads the value, version and remaining time of a key.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @return the entry, or empty if the key is absent or expired
     */
    CompletableFuture<Optional<Entry<V>>> getEntry(String key);

    /**
     * Sets a key. It then has no time-to-live, even if it had one.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param value the value
     * @return completed when the key is set
     */
    CompletableFuture<Void> put(String key, V value);

    /**
     * Sets a key with a time-to-live.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param value the value
     * @param ttl 1 ms to {@link Ttl#MAX}, counted from the write by the database's clock
     * @return completed when the key is set
     */
    CompletableFuture<Void> put(String key, V value, Duration ttl);

    /**
     * Removes a key.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @return true if the key existed and had not expired
     */
    CompletableFuture<Boolean> delete(String key);

    /**
     * Sets a key without a time-to-live, but only if it is absent or expired.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param value the value
     * @return the new version if this call set it; empty if the key existed and was not changed
     */
    CompletableFuture<OptionalLong> putIfAbsent(String key, V value);

    /**
     * Sets a key with a time-to-live, but only if it is absent or expired.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param value the value
     * @param ttl 1 ms to {@link Ttl#MAX}
     * @return the new version if this call set it; empty if the key existed and was not changed
     */
    CompletableFuture<OptionalLong> putIfAbsent(String key, V value, Duration ttl);

    /**
     * Sets a key without a time-to-live, but only if it still has the expected version.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param expectedVersion {@link Entry#version()} of an earlier read
     * @param value the new value
     * @return the new version if this call set it; empty if the key is absent, expired or has another version
     */
    CompletableFuture<OptionalLong> compareAndSet(String key, long expectedVersion, V value);

    /**
     * Sets a key with a time-to-live, but only if it still has the expected version.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param expectedVersion {@link Entry#version()} of an earlier read
     * @param value the new value
     * @param ttl 1 ms to {@link Ttl#MAX}
     * @return the new version if this call set it; empty if the key is absent, expired or has another version
     */
    CompletableFuture<OptionalLong> compareAndSet(String key, long expectedVersion, V value, Duration ttl);

    /**
     * Removes a key, but only if it still has the expected version. So only the holder of a lock can release it.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param expectedVersion {@link Entry#version()} of an earlier read
     * @return true if this call removed it; false if the key is absent, expired or has another version
     */
    CompletableFuture<Boolean> compareAndDelete(String key, long expectedVersion);

    /**
     * Reads a key and gives it a new time-to-live, in one round trip, as each request of a web session
     * does. This is a write: the version changes.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param ttl 1 ms to {@link Ttl#MAX}
     * @return the value with its new version and its new time-to-live, or empty if the key is absent or expired
     */
    CompletableFuture<Optional<Entry<V>>> getAndExpire(String key, Duration ttl);

    /**
     * Sets the time-to-live of an existing key. This is a write: the version changes.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param ttl 1 ms to {@link Ttl#MAX}
     * @return true if the key existed
     */
    CompletableFuture<Boolean> expire(String key, Duration ttl);

    /**
     * Removes the time-to-live of an existing key. This is a write: the version changes.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @return true if the key existed, with or without a time-to-live
     */
    CompletableFuture<Boolean> persist(String key);

    /**
     * Reads the remaining time of a key.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @return the remaining time, or empty if the key is absent or expired
     */
    CompletableFuture<Optional<Ttl>> ttl(String key);

    /**
     * Reads the values of several keys. Each key is read by itself, so the result is not a snapshot. All values are in memory
     * at the same time.
     *
     * @param keys the keys; duplicates count once
     * @return a value for each key that exists, in the order of {@code keys}; it fails with {@link KvBatchException} if some keys could
     *     not be read
     */
    CompletableFuture<Map<String, V>> getAll(Collection<String> keys);

    /**
     * Sets several keys without a time-to-live.
     *
     * @param entries the keys and their values
     * @return completed when all keys are set; it fails with {@link KvBatchException} if some could not be set
     */
    CompletableFuture<Void> putAll(Map<String, ? extends V> entries);

    /**
     * Sets several keys with a time-to-live.
     *
     * @param entries the keys and their values
     * @param ttl 1 ms to {@link Ttl#MAX}, the same for each
     * @return completed when all keys are set; it fails with {@link KvBatchException} if some could not be set
     */
    CompletableFuture<Void> putAll(Map<String, ? extends V> entries, Duration ttl);

    /**
     * Removes several keys.
     *
     * @param keys the keys; duplicates count once
     * @return how many of them existed and had not expired; it fails with {@link KvBatchException} if some could not
     *     be removed
     */
    CompletableFuture<Long> deleteAll(Collection<String> keys);
}
