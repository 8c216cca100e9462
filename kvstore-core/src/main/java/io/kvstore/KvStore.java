package io.kvstore;

import io.kvstore.internal.Loaders;
import io.kvstore.spi.KvStoreProvider;
import java.util.ServiceLoader;

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
 * {@link #as(Codec)} gives the same store with typed values, {@link #with} with a deadline for each call.
 *
 * <p>Thread-safe.
 */
public interface KvStore extends KvView, AutoCloseable {

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
     * Rejects new calls, waits for the calls that are under way, and closes the connections and threads of this store.
     *
     * <p>New calls throw {@link IllegalStateException} at once, and so does the next statement of a reaper that is running. Calls
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
