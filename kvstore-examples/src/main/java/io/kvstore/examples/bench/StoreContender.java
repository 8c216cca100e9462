package io.kvstore.examples.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.ShardConfig;
import java.util.Map;
import java.util.Optional;

/** The store itself. Thread-safe. */
final class StoreContender implements Contender {

    static final String NAME = "kvstore";

    private final KvConfig config;
    private final KvStore store;

    StoreContender(KvConfig config) {
        this.config = config;
        this.store = KvStore.open(config);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void load(Map<String, byte[]> entries) {
        store.putAll(entries);
    }

    @Override
    public Optional<byte[]> get(String key) {
        return store.get(key);
    }

    @Override
    public void put(String key, byte[] value) {
        store.put(key, value);
    }

    @Override
    public void drop() {
        String table = store.admin().locate("any").table();
        for (ShardConfig shard : config.shards()) {
            try (HikariDataSource pool = RawPool.open(shard, config.pool(), 1)) {
                RawPool.execute(
                        pool,
                        "DROP TABLE IF EXISTS " + table,
                        "DELETE FROM kvstore_meta WHERE namespace = '" + config.namespace() + "'");
            }
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
