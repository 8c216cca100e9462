package io.kvstore;

import io.kvstore.internal.Loaders;
import io.kvstore.spi.KvStoreProvider;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.Executor;

/**
 * A durable key-value store with a time-to-live per key, spread over one or many MySQL shards.
 *
 * <pre>{@code
 * try (KvStore store = KvStore.open(config)) {
 *     store.put("session:42", bytes, Duration.ofMinutes(30));
 *     Optional<byte[]> value = store.get("session:42");
 * }
 * }</pre>
 *
 * <p>Open one store per process and share it: it owns a connection pool per shard. Values are bytes here;
 * {@link #as(Codec)} gives the same store with typed values.
 *
 * <p>Thread-safe.
 */
public interface KvStore extends KvOperations<byte[]>, AutoCloseable {

    /**
     * Opens a store. Each shard is connected to, its schema created (unless the config says otherwise) and
     * verified. A shard that cannot be reached does not stop the others: it is logged, its keys fail with
     * {@link KvUnavailableException}, and work as soon as it answers.
     *
     * @param config which shards, and how to use them
     * @return an open store; close it when the service stops
     * @throws KvSetupException if a shard cannot be used as configured, which no later try mends: a URL without a
     *     database or with a value that the driver cannot read, a certificate that does not verify, a wrong or expired
     *     password, a locked account, a missing database, table or privilege to make one, a newer schema, another
     *     shard's data
     * @throws IllegalArgumentException if a URL or a property sets what the store sets itself
     * @throws IllegalStateException if kvstore-sharding or the JDBC driver of a shard is missing; they are looked for
     *     beside this library, then by the calling thread's context class loader
     */
    static KvStore open(KvConfig config) {
        return Loaders.all().stream()
                .flatMap(loader -> ServiceLoader.load(KvStoreProvider.class, loader).stream())
                .findFirst()
                .map(ServiceLoader.Provider::get)
                .orElseThrow(() -> new IllegalStateException(
                        "no implementation of KvStore on the class path: depend on io.kvstore:kvstore-sharding"))
                .open(config);
    }

    /**
     * The same store seen through a codec. The view shares this store's connections and is closed with it.
     *
     * @param codec turns values into bytes and back
     * @param <V> the type of the values
     * @return a typed view, as thread-safe as its codec
     */
    <V> KvOperations<V> as(Codec<V> codec);

    /**
     * The same store without blocked threads. Futures are completed on a few threads of the store.
     *
     * @return a view of this store
     */
    AsyncKvStore async();

    /**
     * The same store without blocked threads, with futures that an executor completes: an event loop, a pool, or
     * {@code Runnable::run}, which lets the store's own threads do it. The executor is called on a thread of the store,
     * never on that of another caller. If it throws, or drops what it was given, a thread of the store completes the
     * futures. Until a future is completed, its call counts as in flight ({@link BackpressureConfig}).
     *
     * @param executor completes futures
     * @return a view of this store
     */
    AsyncKvStore async(Executor executor);

    /**
     * Adds to the whole number that a key holds. The value is the number in decimal, in ASCII, without leading zeros or a
     * plus: {@code 0}, {@code 42}, {@code -7}; a put of such a text sets it. A key that is absent or expired counts from
     * 0, and lives until it is deleted; one that is there keeps its time-to-live. Exact, whatever else is done to the key at the
     * same time. A call that ended as {@link Outcome#UNKNOWN} may have counted.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param delta what to add; may be negative or 0
     * @return the new value
     * @throws KvNumberException if the value is not such a number, or the sum is not a {@code long}; nothing is changed then
     */
    long increment(String key, long delta);

    /**
     * Adds to the whole number that a key holds. The value is the number in decimal, in ASCII, without leading zeros or a
     * plus: {@code 0}, {@code 42}, {@code -7}; a put of such a text sets it. A key that is absent or expired counts from
     * 0, and lives for a time; one that is there keeps its time-to-live. Exact, whatever else is done to the key at the
     * same time. A call that ended as {@link Outcome#UNKNOWN} may have counted.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @param delta what to add; may be negative or 0
     * @param ttl of a key that is absent: 1 ms to {@link Ttl#MAX}
     * @return the new value
     * @throws KvNumberException if the value is not such a number, or the sum is not a {@code long}; nothing is changed then
     */
    long increment(String key, long delta, Duration ttl);

    /**
     * What deletes rows whose time has passed. Nothing schedules it but the host: hand it to a
     * {@link java.util.concurrent.ScheduledExecutorService} or call {@link Reaper#reap()} from a cron job.
     * Expired values are never returned, whether or not it runs; it gives their space back.
     *
     * @return the one reaper of this store
     */
    Reaper reaper();

    /**
     * Health, figures and whereabouts: for operators, not for the path of a request.
     *
     * @return a view of this store
     */
    KvAdmin admin();

    /**
     * Closes the pools and stops the threads of this store. A call made afterwards throws
     * {@link IllegalStateException}; one still running may fail with {@link KvUnavailableException}. Closing
     * twice does nothing.
     */
    @Override
    void close();
}
