package io.kvstore;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A {@link KvStore} without a blocked thread. It is closed with the store it came from. Thread-safe. */
public interface AsyncKvStore extends AsyncKvOperations<byte[]> {

    /**
     * The same seen through a codec, which works on the caller's thread for what goes in, and where futures are
     * completed for what comes out.
     *
     * @param codec turns values into bytes and back
     * @param <V> the type of the values
     * @return a typed view, as thread-safe as its codec
     */
    <V> AsyncKvOperations<V> as(Codec<V> codec);

    /**
     * Adds to the whole number that a key holds. The value is the number in decimal, in ASCII, without leading zeros or a
     * plus: {@code 0}, {@code 42}, {@code -7}; a put of such a text sets it. A key that is absent or expired counts from
     * 0, and lives until it is deleted; one that is there keeps its time-to-live. Exact, whatever else is done to the key at the
     * same time. A call that ended as {@link Outcome#UNKNOWN} may have counted.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param delta what to add; may be negative or 0
     * @return the new value; the future fails with a {@link KvNumberException} if the value is not such a number, or the
     *     sum is not a {@code long}, and nothing is changed then
     */
    CompletableFuture<Long> increment(String key, long delta);

    /**
     * Adds to the whole number that a key holds. The value is the number in decimal, in ASCII, without leading zeros or a
     * plus: {@code 0}, {@code 42}, {@code -7}; a put of such a text sets it. A key that is absent or expired counts from
     * 0, and lives for a time; one that is there keeps its time-to-live. Exact, whatever else is done to the key at the
     * same time. A call that ended as {@link Outcome#UNKNOWN} may have counted.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param delta what to add; may be negative or 0
     * @param ttl of a key that is absent: 1 ms to {@link Ttl#MAX}
     * @return the new value; the future fails with a {@link KvNumberException} if the value is not such a number, or the
     *     sum is not a {@code long}, and nothing is changed then
     */
    CompletableFuture<Long> increment(String key, long delta, Duration ttl);
}
