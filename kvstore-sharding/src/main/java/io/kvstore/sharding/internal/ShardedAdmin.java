package io.kvstore.sharding.internal;

import com.google.common.io.BaseEncoding;
import io.kvstore.KvAdmin;
import io.kvstore.KvConfig;
import io.kvstore.internal.Checks;
import io.kvstore.internal.key.Keys;
import io.kvstore.internal.shard.Shard;
import io.kvstore.internal.sql.Dialect;
import java.time.Duration;
import java.util.List;

/** Health, statistics and pools of all shards. Thread-safe. */
final class ShardedAdmin implements KvAdmin, AutoCloseable {

    private final Shards shards;
    private final Parallel parallel;
    private final KvConfig config;
    private final HealthProbes probes = new HealthProbes();

    ShardedAdmin(Shards shards, Parallel parallel, KvConfig config) {
        this.shards = shards;
        this.parallel = parallel;
        this.config = config;
    }

    @Override
    public List<Health> health() {
        return parallel.map(shards.all(), shard -> shard.admin().health());
    }

    @Override
    public List<Health> health(Duration timeout) {
        Checks.between("timeout", timeout, Duration.ofMillis(1), Duration.ofMinutes(10));
        shards.checkOpen();
        return probes.health(shards.all(), timeout);
    }

    @Override
    public List<Stats> stats() {
        return parallel.map(shards.all(), shard -> shard.admin().stats());
    }

    @Override
    public List<Pool> pools() {
        return shards.all().stream().map(Shard::poolFigures).toList();
    }

    @Override
    public Location locate(String key) {
        byte[] stored = Keys.stored(key);
        String hex = BaseEncoding.base16().encode(stored);
        String table = Dialect.table(config.namespace());
        return new Location(
                key,
                Keys.position(stored),
                shards.owner(stored).name(),
                table,
                hex,
                "SELECT v, version, expires_at FROM " + table + " WHERE k = X'" + hex + "'");
    }

    @Override
    public void close() {
        probes.close();
    }
}
