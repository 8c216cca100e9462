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
 * Meters what a store does. Give it to the config, and the open store to it:
 *
 * <pre>{@code
 * MicrometerObserver observer = new MicrometerObserver(registry);
 * KvStore store = KvStore.open(builder.observer(observer).build());
 * observer.bindTo(store);
 * }</pre>
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><th>Name</th><th>Kind</th><th>Tags</th><th>What it tells</th></tr>
 * <tr><td>{@value #CALLS}</td><td>timer</td><td>shard, operation, outcome ({@code ok}, {@code not_applied},
 *     {@code unknown})</td><td>statements, with their retries and the wait for a connection</td></tr>
 * <tr><td>{@value #RETRIES}</td><td>counter</td><td>shard, operation</td><td>statements tried again after a
 *     deadlock or a lock wait</td></tr>
 * <tr><td>{@value #POOL_ACTIVE}</td><td>gauge</td><td>shard</td><td>connections in use</td></tr>
 * <tr><td>{@value #POOL_IDLE}</td><td>gauge</td><td>shard</td><td>connections open and free</td></tr>
 * <tr><td>{@value #POOL_WAITING}</td><td>gauge</td><td>shard</td><td>callers that wait for a connection</td></tr>
 * <tr><td>{@value #POOL_MAX}</td><td>gauge</td><td>shard</td><td>the most connections there may be</td></tr>
 * </table>
 *
 * <p>The meters of an operation appear with its first call. Two stores on one registry need tags of their own each, where
 * they have shards of the same names: without them their calls are counted together, and the gauges are those of the
 * store that was bound last. Thread-safe.
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

    /** Gauge of callers that wait for a connection. */
    public static final String POOL_WAITING = "kvstore.pool.waiting";

    /** Gauge of the bound on connections. */
    public static final String POOL_MAX = "kvstore.pool.max";

    private final MeterRegistry registry;
    private final Tags tags;
    private final Map<String, Map<Operation, OperationMeters>> shards = new ConcurrentHashMap<>();

    /**
     * Meters into a registry.
     *
     * @param registry where the meters live
     */
    public MicrometerObserver(MeterRegistry registry) {
        this(registry, Tags.empty());
    }

    /**
     * Meters into a registry, with tags that tell the store from others, such as {@code namespace}.
     *
     * @param registry where the meters live
     * @param tags added to those of each meter
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
     * Adds the gauges of a store's pools, in the place of those of a store that was bound before. They ask no server. The
     * first look at them after the store was closed takes them away.
     *
     * @param store the store, which the registry keeps reachable until then
     */
    public void bindTo(KvStore store) {
        PoolGauges.bind(registry, store, tags);
    }
}
