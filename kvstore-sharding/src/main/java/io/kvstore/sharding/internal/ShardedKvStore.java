package io.kvstore.sharding.internal;

import io.kvstore.Codec;
import io.kvstore.Entry;
import io.kvstore.KvAdmin;
import io.kvstore.KvConfig;
import io.kvstore.KvOperations;
import io.kvstore.KvStore;
import io.kvstore.ReapTarget;
import io.kvstore.Reaper;
import io.kvstore.Ttl;
import io.kvstore.internal.key.Ttls;
import io.kvstore.internal.key.Values;
import io.kvstore.internal.reap.RoundRobinReaper;
import io.kvstore.internal.shard.Lanes;
import io.kvstore.internal.shard.Shard;
import io.kvstore.internal.shard.SingleKeys;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A store over the shards of a ring: checks, routes, and leaves the rest to the shard. Thread-safe. */
final class ShardedKvStore implements KvStore {

    private static final Logger LOG = LoggerFactory.getLogger(ShardedKvStore.class);

    private final KvConfig config;
    private final Parallel parallel = new Parallel();
    private final Shards shards;
    private final Values values;
    private final Batches batches;
    private final Reaper reaper;
    private final KvAdmin admin;
    private volatile boolean closed;

    private ShardedKvStore(KvConfig config) {
        this.config = config;
        shards = new Shards(config, parallel);
        values = new Values(config.maxValueBytes());
        batches = new Batches(shards, parallel, values, config);
        List<ReapTarget> targets =
                shards.all().stream().<ReapTarget>map(Shard::expired).toList();
        Reaper plugged = config.reaperFactory()
                .map(factory -> factory.create(targets, config.reaper()))
                .orElseGet(() -> new RoundRobinReaper(targets, config.reaper()));
        reaper = () -> {
            checkOpen();
            return plugged.reap();
        };
        admin = new ShardedAdmin(shards, parallel, config);
    }

    static KvStore open(KvConfig config) {
        ShardedKvStore store = new ShardedKvStore(config);
        try {
            store.shards.open();
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
        LOG.info("opened {}", config);
        return store;
    }

    @Override
    public Optional<byte[]> get(String key) {
        byte[] stored = Shards.stored(key);
        return lanes(stored).get(stored);
    }

    @Override
    public Optional<Entry<byte[]>> getEntry(String key) {
        byte[] stored = Shards.stored(key);
        return owner(stored).getEntry(stored);
    }

    @Override
    public void put(String key, byte[] value) {
        byte[] stored = Shards.stored(key);
        lanes(stored).put(stored, values.check(key, value), null);
    }

    @Override
    public void put(String key, byte[] value, Duration ttl) {
        byte[] stored = Shards.stored(key);
        lanes(stored).put(stored, values.check(key, value), Ttls.millis(ttl));
    }

    @Override
    public boolean delete(String key) {
        byte[] stored = Shards.stored(key);
        return owner(stored).delete(stored);
    }

    @Override
    public boolean putIfAbsent(String key, byte[] value) {
        byte[] stored = Shards.stored(key);
        return owner(stored).putIfAbsent(stored, values.check(key, value), null);
    }

    @Override
    public boolean putIfAbsent(String key, byte[] value, Duration ttl) {
        byte[] stored = Shards.stored(key);
        return owner(stored).putIfAbsent(stored, values.check(key, value), Ttls.millis(ttl));
    }

    @Override
    public boolean compareAndSet(String key, long expectedVersion, byte[] value) {
        byte[] stored = Shards.stored(key);
        return owner(stored).compareAndSet(stored, expectedVersion, values.check(key, value), null);
    }

    @Override
    public boolean compareAndSet(String key, long expectedVersion, byte[] value, Duration ttl) {
        byte[] stored = Shards.stored(key);
        return owner(stored).compareAndSet(stored, expectedVersion, values.check(key, value), Ttls.millis(ttl));
    }

    @Override
    public boolean expire(String key, Duration ttl) {
        byte[] stored = Shards.stored(key);
        return owner(stored).expire(stored, Ttls.millis(ttl));
    }

    @Override
    public boolean persist(String key) {
        byte[] stored = Shards.stored(key);
        return owner(stored).expire(stored, null);
    }

    @Override
    public Optional<Ttl> ttl(String key) {
        byte[] stored = Shards.stored(key);
        return owner(stored).ttl(stored);
    }

    @Override
    public Map<String, byte[]> getAll(Collection<String> keys) {
        checkOpen();
        return batches.getAll(keys);
    }

    @Override
    public void putAll(Map<String, ? extends byte[]> entries) {
        checkOpen();
        batches.putAll(entries, null);
    }

    @Override
    public void putAll(Map<String, ? extends byte[]> entries, Duration ttl) {
        checkOpen();
        batches.putAll(entries, Ttls.millis(ttl));
    }

    @Override
    public long deleteAll(Collection<String> keys) {
        checkOpen();
        return batches.deleteAll(keys);
    }

    @Override
    public <V> KvOperations<V> as(Codec<V> codec) {
        return new TypedView<>(this, codec);
    }

    @Override
    public Reaper reaper() {
        return reaper;
    }

    @Override
    public KvAdmin admin() {
        checkOpen();
        return admin;
    }

    private SingleKeys owner(byte[] stored) {
        checkOpen();
        return shards.owner(stored).singleKeys();
    }

    private Lanes lanes(byte[] stored) {
        checkOpen();
        return shards.owner(stored).lanes();
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        shards.close();
        parallel.close();
    }

    @Override
    public String toString() {
        return (closed ? "closed " : "") + config;
    }
}
