package io.kvstore.metrics;

import io.kvstore.KvObserver;
import io.kvstore.KvStore;
import io.kvstore.Operation;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Records metrics of a store. Set it as the observer of the configuration, then bind it to the open store:
 *
 * <pre>{@code
 * MicrometerObserver observer = new MicrometerObserver(registry);
 * KvStore store = KvStore.open(builder.observer(observer).build());
 * observer.bindTo(store);
 * }</pre>
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><th>Name</th><th>Kind</th><th>Tags</th><th>Meaning</th></tr>
 * <tr><td>{@value #CALLS}</td><td>timer</td><td>shard, operation, outcome ({@code ok}, {@code not_applied},
 *     {@code unknown})</td><td>duration of statements, with retries and the wait for a connection</td></tr>
 * <tr><td>{@value #RETRIES}</td><td>counter</td><td>shard, operation</td><td>retries of statements</td></tr>
 * <tr><td>{@value #POOL_ACTIVE}</td><td>gauge</td><td>shard</td><td>connections in use</td></tr>
 * <tr><td>{@value #POOL_IDLE}</td><td>gauge</td><td>shard</td><td>open connections that are free</td></tr>
 * <tr><td>{@value #POOL_WAITING}</td><td>gauge</td><td>shard</td><td>callers that wait for a connection</td></tr>
 * <tr><td>{@value #POOL_MAX}</td><td>gauge</td><td>shard</td><td>the limit on connections</td></tr>
 * </table>
 *
 * <p>The meters of an operation appear with its first call. If two stores use one registry and have shards with the same
 * names, give them different tags. Without tags their calls are counted together, and the gauges show the store that was
 * bound last. Thread-safe.
 */
@SuppressWarnings("exports") // Micrometer is optional, and a module that uses this class requires it itself
public final class MicrometerObserver implements KvObserver {

    /** Timer of statements. */
    public static final String CALLS = "kvstore.calls";

    /** Counter of retries. */
    public static final String RETRIES = "kvstore.retries";

    /** Gauge of connections in use. */
    public static final String POOL_ACTIVE = "kvstore.pool.active";

    /** Gauge of free connections. */
    public static final String POOL_IDLE = "kvstore.pool.idle";

    /** Gauge of threads that wait for a connection. */
    public static final String POOL_WAITING = "kvstore.pool.waiting";

    /** Gauge of the limit on connections. */
    public static final String POOL_MAX = "kvstore.pool.max";

    private final MeterRegistry registry;
    private final Tags tags;
    private final Map<String, Map<Operation, OperationMeters>> shards = new ConcurrentHashMap<>();

    /**
     * Records into a registry.
     *
     * @param registry the registry of the meters
     */
    public MicrometerObserver(MeterRegistry registry) {
        this(registry, Tags.empty());
    }

    /**
     * Records into a registry, with tags that distinguish this store from others, such as {@code namespace}.
     *
     * @param registry the registry of the meters
     * @param tags are added to each meter
     */
    public MicrometerObserver(MeterRegistry registry, Iterable<Tag> tags) {
        this.registry = registry;
        this.tags = Tags.of(tags);
    }

    @Override
    public void onCall(Call call) {
        Map<Operation, OperationMeters> shard = shards.get(call.shard());
        OperationMeters meters = shard == null ? null : shard.get(call.operation());
        if (meters == null) {
            meters = register(call.shard(), call.operation());
        }
        meters.record(call);
    }

    private OperationMeters register(String shard, Operation operation) {
        return shards.computeIfAbsent(shard, name -> new ConcurrentHashMap<>())
                .computeIfAbsent(operation, added -> OperationMeters.register(registry, tags, shard, added));
    }

    /**
     * Adds the gauges of a store's pools. They replace the gauges of a store that was bound before. Reading them sends
     * nothing to the servers. The first read after the store was closed removes them.
     *
     * @param store the store; the registry keeps a reference to it until then
     */
    public void bindTo(KvStore store) {
        PoolGauges.bind(registry, store, tags);
    }
}
