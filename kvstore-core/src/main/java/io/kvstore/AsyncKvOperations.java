package io.kvstore;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * The operations of a store without a blocked thread: {@link KvOperations}, with futures.
 *
 * <p><b>Order.</b> Calls on one key take effect in the order in which they were made, without waiting for the futures:
 * a get after a put sees it. A batch call is a call on each of its keys. Calls on different keys have no order, and
 * blocking calls have none among these. A call that fails holds nothing up: those after it are tried all the same.
 *
 * <p><b>Errors.</b> A bad key, value or time-to-live is thrown at once, as is {@link IllegalStateException} by a
 * closed store; a {@link KvException} is in the future. Beyond {@link BackpressureConfig} it is a
 * {@link KvOverloadedException}, at once or after {@link BackpressureConfig#maxWait()}, for which the caller's thread is
 * blocked. A call that is not done within {@link LaneConfig#timeout()} fails: {@link Outcome#NOT_APPLIED}, or
 * {@link Outcome#UNKNOWN} for a write that a statement carries already. To cancel or complete a future has no effect
 * on its call.
 *
 * <p><b>Threads.</b> No call has a thread; statements run on as many threads of the store as are out. Futures are
 * completed on a few threads of the store, or by the executor that {@link KvStore#async(java.util.concurrent.Executor)}
 * was given, those of one statement after another. Stages run there, or on the thread that adds them to a future that is
 * done, and never on the thread of another caller. A stage that blocks delays the futures behind it by up to half a second;
 * where many block, give them an executor of their own ({@code thenApplyAsync}).
 *
 * <p>Thread-safe. An array passed in must not change until the future is done.
 *
 * @param <V> the type of the values
 */
public interface AsyncKvOperations<V> {

    /**
     * The value of a key.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @return the value, or empty if the key is absent or expired
     */
    CompletableFuture<Optional<V>> get(String key);

    /**
     * The value of a key with its version and its remaining time.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @return the entry, or empty if the key is absent or expired
     */
    CompletableFuture<Optional<Entry<V>>> getEntry(String key);

    /**
     * Sets a key, to live until it is deleted. A time-to-live that it had is dropped.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param value the value
     * @return done when it is set
     */
    CompletableFuture<Void> put(String key, V value);

    /**
     * Sets a key, to live for a time.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param value the value
     * @param ttl 1 ms to {@link Ttl#MAX}, counted from the write by the database's clock
     * @return done when it is set
     */
    CompletableFuture<Void> put(String key, V value, Duration ttl);

    /**
     * Removes a key.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @return whether it was there, and had not expired
     */
    CompletableFuture<Boolean> delete(String key);

    /**
     * Sets a key that is absent or expired, to live until it is deleted.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param value the value
     * @return the new version if this call set it; empty if the key was there, which leaves it as it is
     */
    CompletableFuture<OptionalLong> putIfAbsent(String key, V value);

    /**
     * Sets a key that is absent or expired, to live for a time.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param value the value
     * @param ttl 1 ms to {@link Ttl#MAX}
     * @return the new version if this call set it; empty if the key was there, which leaves it as it is
     */
    CompletableFuture<OptionalLong> putIfAbsent(String key, V value, Duration ttl);

    /**
     * Sets a key if nobody wrote to it since it was read, to live until it is deleted.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param expectedVersion {@link Entry#version()} of the read
     * @param value the new value
     * @return the new version if this call set it; empty if the key is absent, expired or has another version
     */
    CompletableFuture<OptionalLong> compareAndSet(String key, long expectedVersion, V value);

    /**
     * Sets a key if nobody wrote to it since it was read, to live for a time.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param expectedVersion {@link Entry#version()} of the read
     * @param value the new value
     * @param ttl 1 ms to {@link Ttl#MAX}
     * @return the new version if this call set it; empty if the key is absent, expired or has another version
     */
    CompletableFuture<OptionalLong> compareAndSet(String key, long expectedVersion, V value, Duration ttl);

    /**
     * Removes a key if nobody wrote to it since it was read. So a lock is given back by who holds it, and nobody else.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param expectedVersion {@link Entry#version()} of the read
     * @return true if this call removed it; false if the key is absent, expired or has another version
     */
    CompletableFuture<Boolean> compareAndDelete(String key, long expectedVersion);

    /**
     * Reads a key and gives it a new time-to-live, in one round trip: what each request of a session does. This is a
     * write: the version changes.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param ttl 1 ms to {@link Ttl#MAX}
     * @return the value with its new version and its new time-to-live, or empty if the key is absent or expired
     */
    CompletableFuture<Optional<Entry<V>>> getAndExpire(String key, Duration ttl);

    /**
     * Gives a key that is there a new time-to-live. This is a write: the version changes.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param ttl 1 ms to {@link Ttl#MAX}
     * @return whether the key was there
     */
    CompletableFuture<Boolean> expire(String key, Duration ttl);

    /**
     * Lets a key that is there live until it is deleted. This is a write: the version changes.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @return whether the key was there, with a time-to-live or without
     */
    CompletableFuture<Boolean> persist(String key);

    /**
     * How long a key still lives.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @return the time left, or empty if the key is absent or expired
     */
    CompletableFuture<Optional<Ttl>> ttl(String key);

    /**
     * The values of several keys, each as if it were read by itself: not a snapshot. All of them are in memory at once.
     *
     * @param keys the keys; one named twice counts once
     * @return a value for each key that is there, in the order of {@code keys}; it fails with {@link KvBatchException} if some could not be read
     */
    CompletableFuture<Map<String, V>> getAll(Collection<String> keys);

    /**
     * Sets several keys, to live until they are deleted.
     *
     * @param entries the keys and their values
     * @return done when all are set; it fails with {@link KvBatchException} if some could not be
     */
    CompletableFuture<Void> putAll(Map<String, ? extends V> entries);

    /**
     * Sets several keys, to live for a time.
     *
     * @param entries the keys and their values
     * @param ttl 1 ms to {@link Ttl#MAX}, the same for each
     * @return done when all are set; it fails with {@link KvBatchException} if some could not be
     */
    CompletableFuture<Void> putAll(Map<String, ? extends V> entries, Duration ttl);

    /**
     * Removes several keys.
     *
     * @param keys the keys; one named twice counts once
     * @return how many of them were there, and had not expired; it fails with {@link KvBatchException} if some could not
     *     be removed
     */
    CompletableFuture<Long> deleteAll(Collection<String> keys);
}
