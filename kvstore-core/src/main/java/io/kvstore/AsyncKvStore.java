package io.kvstore;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A {@link KvStore} with asynchronous operations. It is closed with the store it came from. Thread-safe. */
public interface AsyncKvStore extends AsyncKvOperations<byte[]> {

    /**
     * Returns this view with typed values. The codec encodes on the calling thread, and decodes where futures are
     * completed.
     *
     * @param codec converts values to bytes and back
     * @param <V> the type of the values
     * @return a typed view, as thread-safe as its codec
     */
    <V> AsyncKvOperations<V> as(Codec<V> codec);

    /**
     * Adds to a whole number. The value of the key is the number in decimal, in ASCII, without leading zeros or a plus
     * sign: {@code 0}, {@code 42}, {@code -7}. A put of such a text sets it. An absent or expired key counts as 0 and
     * is created without a time-to-live. An existing key keeps its time-to-live. The sum is exact under concurrent
     * calls. This is a write: a call that ended as {@link Outcome#UNKNOWN} may have counted.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param delta the number to add; may be negative or 0
     * @return the new value; the future fails with a {@link KvNumberException} if the value is not such a number, or
     *     the sum does not fit into a {@code long}, and nothing is changed then
     */
    CompletableFuture<Long> increment(String key, long delta);

    /**
     * Adds to a whole number. The value of the key is the number in decimal, in ASCII, without leading zeros or a plus
     * sign: {@code 0}, {@code 42}, {@code -7}. A put of such a text sets it. An absent or expired key counts as 0 and
     * is created with the given time-to-live. An existing key keeps its time-to-live. The sum is exact under concurrent
     * calls. This is a write: a call that ended as {@link Outcome#UNKNOWN} may have counted.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param delta the number to add; may be negative or 0
     * @param ttl time-to-live of a new key: 1 ms to {@link Ttl#MAX}
     * @return the new value; the future fails with a {@link KvNumberException} if the value is not such a number, or
     *     the sum does not fit into a {@code long}, and nothing is changed then
     */
    CompletableFuture<Long> increment(String key, long delta, Duration ttl);
}
