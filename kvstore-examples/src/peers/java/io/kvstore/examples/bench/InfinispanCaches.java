package io.kvstore.examples.bench;

import io.kvstore.KvConfig;
import io.kvstore.ShardConfig;
import org.infinispan.AdvancedCache;
import org.infinispan.configuration.cache.Configuration;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.configuration.global.GlobalConfigurationBuilder;
import org.infinispan.context.Flag;
import org.infinispan.eviction.EvictionStrategy;
import org.infinispan.manager.DefaultCacheManager;
import org.infinispan.persistence.jdbc.common.DatabaseType;
import org.infinispan.persistence.jdbc.configuration.JdbcStringBasedStoreConfigurationBuilder;

/** One cache for each shard. Thread-safe. */
final class InfinispanCaches implements AutoCloseable {

    private static final String TABLE_PREFIX = "bench";

    private final KvConfig config;
    private final int connections;
    private final DefaultCacheManager manager;
    private final Sharded<AdvancedCache<String, byte[]>> caches;

    InfinispanCaches(String name, KvConfig config, int connections) {
        this.config = config;
        this.connections = connections;
        GlobalConfigurationBuilder global = new GlobalConfigurationBuilder();
        global.cacheManagerName(name).jmx().disable();
        manager = new DefaultCacheManager(global.build());
        try {
            caches = new Sharded<>(config, this::open, cache -> {});
        } catch (RuntimeException e) {
            manager.stop();
            throw e;
        }
    }

    /** The name of the table of one shard. */
    static String table(KvConfig config, ShardConfig shard) {
        return TABLE_PREFIX + "_" + cacheName(config, shard);
    }

    private static String cacheName(KvConfig config, ShardConfig shard) {
        return "infinispan_" + config.shards().indexOf(shard);
    }

    private AdvancedCache<String, byte[]> open(ShardConfig shard) {
        try (AgroalPool pool = new AgroalPool(shard, config, connections)) {
            return manager.<String, byte[]>createCache(cacheName(config, shard), configuration(shard, pool))
                    .getAdvancedCache()
                    .withFlags(Flag.IGNORE_RETURN_VALUES); // otherwise a put reads the old value first
        }
    }

    private static Configuration configuration(ShardConfig shard, AgroalPool pool) {
        boolean h2 = shard.url().startsWith("jdbc:h2:");
        ConfigurationBuilder cache = new ConfigurationBuilder();
        cache.memory().maxCount(1).whenFull(EvictionStrategy.REMOVE);
        cache.persistence()
                .passivation(false)
                .addStore(JdbcStringBasedStoreConfigurationBuilder.class)
                .dialect(h2 ? DatabaseType.H2 : DatabaseType.MYSQL)
                .shared(false) // a local cache refuses to share its store
                .segmented(true)
                .table()
                .createOnStart(true)
                .tableNamePrefix(TABLE_PREFIX)
                .idColumnName("ID_COLUMN")
                .idColumnType("VARCHAR(255)")
                .dataColumnName("DATA_COLUMN")
                .dataColumnType(h2 ? "VARBINARY(16777215)" : "MEDIUMBLOB")
                .timestampColumnName("TIMESTAMP_COLUMN")
                .timestampColumnType("BIGINT")
                .segmentColumnName("SEGMENT_COLUMN")
                .segmentColumnType("INT")
                .connectionPool()
                .propertyFile(pool.file());
        return cache.build();
    }

    /** The cache that owns a key. */
    AdvancedCache<String, byte[]> of(byte[] key) {
        return caches.of(key);
    }

    @Override
    public void close() {
        manager.stop();
    }
}
