package io.kvstore.examples.bench;

import io.kvstore.AsyncKvStore;
import io.kvstore.Entry;
import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The store itself. Thread-safe. */
final class StoreContender implements Contender, ConditionalWrites, Rows {

    static final String NAME = "kvstore";

    private final KvConfig config;
    private final KvStore store;

    /** Drops what an earlier run left in the namespace, and opens the store. */
    StoreContender(KvConfig config) {
        this.config = config;
        BenchTables.drop(config);
        this.store = KvStore.open(config);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Rows rows() {
        return this;
    }

    @Override
    public void load(Map<String, byte[]> entries) {
        store.putAll(entries);
    }

    @Override
    public void drop() {
        BenchTables.drop(config);
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
    public ConditionalWrites conditional() {
        return this;
    }

    @Override
    public boolean expire(String key, Duration ttl) {
        return store.expire(key, ttl);
    }

    @Override
    public boolean putIfAbsent(String key, byte[] value) {
        return store.putIfAbsent(key, value).isPresent();
    }

    @Override
    public CompareAndSet compareAndSet(String key, byte[] value) {
        Optional<Entry<byte[]>> entry = store.getEntry(key);
        return new CompareAndSet(
                entry.map(Entry::value),
                entry.isPresent()
                        && store.compareAndSet(key, entry.get().version(), value)
                                .isPresent());
    }

    @Override
    public boolean deleteAndPut(String key, byte[] value) {
        boolean deleted = store.delete(key);
        store.put(key, value);
        return deleted;
    }

    @Override
    public Optional<byte[]> getAndExpire(String key, Duration ttl) {
        return store.getAndExpire(key, ttl).map(Entry::value);
    }

    @Override
    public long increment(String key) {
        return store.increment(key, 1);
    }

    AsyncKvStore async() {
        return store.async();
    }

    @Override
    public void close() {
        store.close();
    }
}
