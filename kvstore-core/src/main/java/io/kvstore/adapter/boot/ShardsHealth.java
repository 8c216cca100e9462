package io.kvstore.adapter.boot;

import io.kvstore.KvAdmin;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** A health indicator per shard. Those that are read together share one query of all shards. Thread-safe. */
final class ShardsHealth {

    static final Duration MIN_TIMEOUT = Duration.ofMillis(1);
    static final Duration MAX_TIMEOUT = Duration.ofMinutes(10);

    private static final Duration TOGETHER = Duration.ofMillis(100);

    private final KvAdmin admin;
    private final Duration timeout;
    private List<KvAdmin.Health> seen = List.of(); // empty until the first query; guarded by this
    private long seenAt; // guarded by this

    ShardsHealth(KvAdmin admin, Duration timeout) {
        this.admin = admin;
        this.timeout = timeout;
    }

    CompositeHealthContributor contributor() {
        List<KvAdmin.Pool> shards = admin.pools();
        Map<String, HealthIndicator> indicators = new LinkedHashMap<>();
        for (int i = 0; i < shards.size(); i++) {
            int shard = i;
            indicators.put(shards.get(i).shard(), () -> health(look().get(shard)));
        }
        return CompositeHealthContributor.fromMap(indicators);
    }

    private synchronized List<KvAdmin.Health> look() {
        if (seen.isEmpty() || System.nanoTime() - seenAt >= TOGETHER.toNanos()) {
            seen = admin.health(timeout);
            seenAt = System.nanoTime();
        }
        return seen;
    }

    private static Health health(KvAdmin.Health shard) {
        Health.Builder health = shard.up() ? Health.up() : Health.down();
        shard.error().ifPresent(error -> health.withDetail("error", error));
        return health.withDetail("took", shard.took().toMillis() + " ms").build();
    }
}
