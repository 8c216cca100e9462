package io.kvstore;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * The operations of a store on bytes, and the other views of that store. The store itself is the view with its default
 * settings. A view shares the store's connections and is closed with it. Creating one is cheap: do so per call if you like.
 * Thread-safe.
 */
public interface KvView extends KvOperations<byte[]> {

    /**
     * The same view with a deadline for each call. The deadline starts when the call is made and covers everything: the wait
     * for room (at most {@link BackpressureConfig#maxWait()}), for other calls' statements and for a connection, the statement
     * and its retries. A batch has one deadline for all its keys. The deadline replaces {@link LaneConfig#timeout()} and the
     * deadline of this view.
     *
     * <pre>{@code
     * Optional<byte[]> value = store.with(Duration.ofMillis(100)).get("session:42");
     * }</pre>
     *
     * <p>A call returns, or its future is completed, at most 50 ms after the deadline, even if the server does not answer. It
     * fails with {@link KvUnavailableException}, or with {@link KvOverloadedException} if it still waited for room. A batch fails
     * with {@link KvBatchException}. If a statement carried a write when the deadline passed, its outcome is
     * {@link Outcome#UNKNOWN}: the statement goes on. Until it has ended, the call counts as in flight, and this store runs no
     * other write of the key. In all other cases the outcome is {@link Outcome#NOT_APPLIED}, and the call does nothing later.
     *
     * <p>The deadline does not cover code of yours: a {@link Codec}, an executor of {@link #async(Executor)} that is late, stages
     * that block the threads on which futures are completed. The 50 ms assume that threads get the processor in time.
     *
     * <p>The statement of such a call runs on a thread of the store, never on the caller's. That costs a blocking call some
     * microseconds. An asynchronous call needs a timer, which costs about one.
     *
     * @param deadline more than 0, at most 10 minutes
     * @return a view of this store with that deadline
     * @throws IllegalArgumentException if it is out of range
     */
    KvView with(Duration deadline);

    /**
     * Adds to a whole number. The value of the key is the number in decimal, in ASCII, without leading zeros or a plus
     * sign: {@code 0}, {@code 42}, {@code -7}. A put of such a text sets it. An absent or expired key counts as 0 and
     * is created without a time-to-live. An existing key keeps its time-to-live. The sum is exact under concurrent
     * calls. This is a write: a call that ended as {@link Outcome#UNKNOWN} may have counted.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param delta the number to add; may be negative or 0
     * @return the new value
     * @throws KvNumberException if the value is not such a number, or the sum does not fit into a {@code long}; nothing
     *     is changed then
     */
    long increment(String key, long delta);

    /**
     * Adds to a whole number. The value of the key is the number in decimal, in ASCII, without leading zeros or a plus
     * sign: {@code 0}, {@code 42}, {@code -7}. A put of such a text sets it. An absent or expired key counts as 0 and
     * is created with the given time-to-live. An existing key keeps its time-to-live. The sum is exact under concurrent
     * calls. This is a write: a call that ended as {@link Outcome#UNKNOWN} may have counted.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param delta the number to add; may be negative or 0
     * @param ttl time-to-live of a new key: 1 ms to {@link Ttl#MAX}
     * @return the new value
     * @throws KvNumberException if the value is not such a number, or the sum does not fit into a {@code long}; nothing
     *     is changed then
     */
    long increment(String key, long delta, Duration ttl);

    /**
     * The same view with typed values.
     *
     * @param codec converts values to bytes and back
     * @param <V> the type of the values
     * @return a typed view, as thread-safe as its codec
     */
    <V> KvOperations<V> as(Codec<V> codec);

    /**
     * The same view without blocked threads. A few threads of the store complete the futures.
     *
     * @return an asynchronous view
     */
    AsyncKvStore async();

    /**
     * The same view without blocked threads. An executor completes the futures: an event loop, a pool, or
     * {@code Runnable::run}, which means the threads of the store. A thread of the store calls the executor, never the thread of
     * another caller. If the executor throws, or drops a task, a thread of the store completes the futures. A call counts as in
     * flight until its future is completed ({@link BackpressureConfig}).
     *
     * @param executor completes futures
     * @return an asynchronous view
     */
    AsyncKvStore async(Executor executor);
}
