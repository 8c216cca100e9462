package io.kvstore;

import io.kvstore.internal.Loaders;
import io.kvstore.spi.KvStoreProvider;
import java.util.ServiceLoader;

/**
 * A durable key-value store with a time-to-live per key, on one or many MySQL shards.
 *
 * <pre>{@code
 * try (KvStore store = KvStore.open(config)) {
 *     store.put("session:42", bytes, Duration.ofMinutes(30));
 *     Optional<byte[]> value = store.get("session:42");
 * }
 * }</pre>
 *
 * <p>Open one store per process and share it: it has a connection pool per shard. The values of this interface are bytes.
 * {@link #as(Codec)} returns the operations of {@link KvOperations} with typed values. {@link #with} returns it with a deadline for each call.
 *
 * <p>Thread-safe.
 */
public interface KvStore extends KvView, AutoCloseable {

    /**
     * Opens a store. It connects to each shard, creates the tables (unless the configuration says otherwise), and
     * verifies them. If a shard cannot be reached, the store opens anyway and logs it. Calls on its keys fail with
     * {@link KvUnavailableException} until the shard answers.
     *
     * @param config the shards, and how to use them
     * @return an open store; close it when the service stops
     * @throws KvSetupException if a shard cannot be used as configured and a retry would not help: a URL without a
     *     database or with a value that the driver cannot read, a certificate that does not verify, a wrong or expired
     *     password, a locked account, a missing database, table or privilege, a newer schema, the data of another shard
     * @throws IllegalArgumentException if a URL or a property sets something that the store sets itself
     * @throws IllegalStateException if kvstore-sharding or the JDBC driver of a shard is missing. They are searched
     *     with the class loader of this library, then with the context class loader of the calling thread
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
     * The reaper, which deletes the rows of expired and deleted keys. The store does not start it: give it to a
     * {@link java.util.concurrent.ScheduledExecutorService}, or call {@link Reaper#reap()} from a cron job. It only frees
     * space. Expired values are never returned, whether or not it runs.
     *
     * @return the only reaper of this store
     */
    Reaper reaper();

    /**
     * Health, statistics and the shard of a key, for operators. Not for the code path of a request.
     *
     * @return a view of this store
     */
    KvAdmin admin();

    /**
     * Rejects new calls, waits for the calls that are under way, and closes the connections and threads of this store.
     *
     * <p>New calls throw {@link IllegalStateException} at once. A reaper that is running goes on until the pools close. Calls
     * under way have {@link KvConfig#closeTimeout()} to end. That includes asynchronous calls until their futures are completed,
     * calls that wait for room or for another call, and all portions of a batch. Calls that are not done by then fail with
     * {@link KvUnavailableException}, or with {@link IllegalStateException} if they were not sent. Stages that depend on futures
     * are not waited for.
     *
     * <p>A second call also returns when the store is closed. An interrupt does not shorten the wait; the thread stays interrupted.
     * A stage of a future may close the store. A {@link KvObserver} may too, but there the method returns at once, and the store
     * closes when the observed call is done.
     */
    @Override
    void close();
}
