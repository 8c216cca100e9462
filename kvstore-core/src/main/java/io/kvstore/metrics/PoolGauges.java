package io.kvstore.metrics;

import io.kvstore.KvAdmin.Pool;
import io.kvstore.KvStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Gauges of the connection pools of one store, one set per shard. They replace gauges with the same names and tags. The
 * first read after the store was closed removes them and drops the reference to the store. Thread-safe.
 */
final class PoolGauges {

    /** All gauges of one scrape share one reading of the pools. */
    private static final Duration SAME_SCRAPE = Duration.ofMillis(100);

    private final MeterRegistry registry;
    private final Set<Meter> gauges = Collections.newSetFromMap(new IdentityHashMap<>()); // guarded by this
    private @Nullable KvStore store; // null once it is closed; guarded by this
    private List<Pool> seen; // guarded by this
    private long seenAt = System.nanoTime(); // guarded by this

    private PoolGauges(MeterRegistry registry, KvStore store) {
        this.registry = registry;
        this.store = store;
        this.seen = store.admin().pools();
    }

    static void bind(MeterRegistry registry, KvStore store, Tags tags) {
        new PoolGauges(registry, store).bind(tags);
    }

    private synchronized void bind(Tags tags) {
        for (int shard = 0; shard < seen.size(); shard++) {
            Tags tagged = tags.and("shard", seen.get(shard).shard());
            bind(MicrometerObserver.POOL_ACTIVE, "Connections in use", tagged, shard, Pool::active);
            bind(MicrometerObserver.POOL_IDLE, "Connections open and free", tagged, shard, Pool::idle);
            bind(MicrometerObserver.POOL_WAITING, "Callers that wait for a connection", tagged, shard, Pool::waiting);
            bind(MicrometerObserver.POOL_MAX, "The most connections there may be", tagged, shard, Pool::max);
        }
    }

    private void bind(String name, String description, Tags tags, int shard, ToIntFunction<Pool> figure) {
        Meters.makeRoom(registry, name, tags);
        gauges.add(Gauge.builder(name, () -> figure(shard, figure))
                .description(description)
                .tags(tags)
                .register(registry));
    }

    private @Nullable Number figure(int shard, ToIntFunction<Pool> figure) {
        List<Pool> pools = look();
        return pools.isEmpty() ? null : figure.applyAsInt(pools.get(shard));
    }

    /** Empty once the store is closed. */
    private synchronized List<Pool> look() {
        long now = System.nanoTime();
        if (store != null && now - seenAt >= SAME_SCRAPE.toNanos()) {
            try {
                seen = store.admin().pools();
                seenAt = now;
            } catch (IllegalStateException closed) {
                letGo();
            }
        }
        return seen;
    }

    private void letGo() {
        store = null;
        seen = List.of();
        registry.getMeters().stream().filter(gauges::contains).forEach(registry::remove); // but not another store's
        gauges.clear();
    }
}
