package io.kvstore.sharding.internal;

import static java.util.Objects.requireNonNull;

import io.kvstore.AsyncKvStore;
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
import io.kvstore.internal.shard.Shard;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A store over the shards of a ring: checks, routes, and leaves the rest to the shard. Thread-safe. */
final class ShardedKvStore implements KvStore {

    private static final Logger LOG = LoggerFactory.getLogger(ShardedKvStore.class);

    private final KvConfig config;
    private final Parallel parallel = new Parallel();
    private final Shards shards;
    private final KeyCalls calls;
    private final Batches batches;
    private final Reaper reaper;
    private final KvAdmin admin;

    private ShardedKvStore(KvConfig config) {
        this.config = config;
        shards = new Shards(config, parallel);
        calls = new KeyCalls(shards, new Values(config.maxValueBytes()));
        batches = new Batches(calls, config.backpressure());
        admin = new ShardedAdmin(shards, parallel, config);
        try {
            Reaper made = makeReaper();
            reaper = () -> {
                shards.checkOpen();
                return made.reap();
            };
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private Reaper makeReaper() {
        List<ReapTarget> targets =
                shards.all().stream().<ReapTarget>map(Shard::expired).toList();
        if (config.reaperFactory().isEmpty()) {
            return new RoundRobinReaper(targets, config.reaper());
        }
        return requireNonNull(
                config.reaperFactory().get().create(targets, config.reaper()), "reaperFactory made no reaper: null");
    }

    static KvStore open(KvConfig config) {
        ShardedKvStore store = new ShardedKvStore(config);
        try {
            store.shards.open();
            LOG.info("opened {}", config);
            return store;
        } catch (RuntimeException | Error e) {
            store.close();
            throw e;
        }
    }

    @Override
    public Optional<byte[]> get(String key) {
        return calls.get(key).run();
    }

    @Override
    public Optional<Entry<byte[]>> getEntry(String key) {
        return calls.getEntry(key).run();
    }

    @Override
    public void put(String key, byte[] value) {
        calls.put(key, value, null).run();
    }

    @Override
    public void put(String key, byte[] value, Duration ttl) {
        calls.put(key, value, Ttls.millis(ttl)).run();
    }

    @Override
    public boolean delete(String key) {
        return calls.delete(key).run();
    }

    @Override
    public boolean putIfAbsent(String key, byte[] value) {
        return calls.putIfAbsent(key, value, null).run();
    }

    @Override
    public boolean putIfAbsent(String key, byte[] value, Duration ttl) {
        return calls.putIfAbsent(key, value, Ttls.millis(ttl)).run();
    }

    @Override
    public boolean compareAndSet(String key, long expectedVersion, byte[] value) {
        return calls.compareAndSet(key, expectedVersion, value, null).run();
    }

    @Override
    public boolean compareAndSet(String key, long expectedVersion, byte[] value, Duration ttl) {
        return calls.compareAndSet(key, expectedVersion, value, Ttls.millis(ttl))
                .run();
    }

    @Override
    public boolean expire(String key, Duration ttl) {
        return calls.expire(key, ttl).run();
    }

    @Override
    public boolean persist(String key) {
        return calls.persist(key).run();
    }

    @Override
    public Optional<Ttl> ttl(String key) {
        return calls.ttl(key).run();
    }

    @Override
    public Map<String, byte[]> getAll(Collection<String> keys) {
        shards.checkOpen();
        return batches.getAll(keys);
    }

    @Override
    public void putAll(Map<String, ? extends byte[]> entries) {
        shards.checkOpen();
        batches.putAll(entries, null);
    }

    @Override
    public void putAll(Map<String, ? extends byte[]> entries, Duration ttl) {
        shards.checkOpen();
        batches.putAll(entries, Ttls.millis(ttl));
    }

    @Override
    public long deleteAll(Collection<String> keys) {
        shards.checkOpen();
        return batches.deleteAll(keys);
    }

    @Override
    public <V> KvOperations<V> as(Codec<V> codec) {
        return new TypedView<>(this, codec);
    }

    @Override
    public AsyncKvStore async() {
        return async(shards.completions());
    }

    @Override
    public AsyncKvStore async(Executor executor) {
        shards.checkOpen();
        shards.sweep();
        return new AsyncStore(calls, batches, executor);
    }

    @Override
    public Reaper reaper() {
        return reaper;
    }

    @Override
    public KvAdmin admin() {
        shards.checkOpen();
        return admin;
    }

    @Override
    public void close() {
        if (shards.close()) {
            parallel.close();
        }
    }

    @Override
    public String toString() {
        return (shards.isClosed() ? "closed " : "") + config;
    }
}
