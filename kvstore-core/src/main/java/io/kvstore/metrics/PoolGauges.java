package io.kvstore.metrics;

import com.google.common.base.Suppliers;
import io.kvstore.KvAdmin;
import io.kvstore.KvAdmin.Pool;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** Gauges of the connection pools, a set per shard. */
final class PoolGauges {

    /** One look at the pools serves all gauges of a scrape, however many shards there are. */
    private static final Duration SAME_SCRAPE = Duration.ofMillis(100);

    private final MeterRegistry registry;
    private final Supplier<List<Pool>> pools;

    private PoolGauges(MeterRegistry registry, Supplier<List<Pool>> pools) {
        this.registry = registry;
        this.pools = pools;
    }

    static void bind(MeterRegistry registry, KvAdmin admin) {
        PoolGauges gauges = new PoolGauges(registry, Suppliers.memoizeWithExpiration(admin::pools, SAME_SCRAPE));
        int shards = admin.pools().size();
        for (int shard = 0; shard < shards; shard++) {
            gauges.bind(MicrometerObserver.POOL_ACTIVE, "Connections in use", shard, Pool::active);
            gauges.bind(MicrometerObserver.POOL_IDLE, "Connections open and free", shard, Pool::idle);
            gauges.bind(MicrometerObserver.POOL_WAITING, "Callers that wait for a connection", shard, Pool::waiting);
            gauges.bind(MicrometerObserver.POOL_MAX, "The most connections there may be", shard, Pool::max);
        }
    }

    private void bind(String name, String description, int shard, ToIntFunction<Pool> figure) {
        Gauge.builder(name, () -> figure.applyAsInt(pools.get().get(shard)))
                .description(description)
                .tag("shard", pools.get().get(shard).shard())
                .register(registry);
    }
}
