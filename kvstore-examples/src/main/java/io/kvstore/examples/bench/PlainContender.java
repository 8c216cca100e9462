package io.kvstore.examples.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kvstore.ShardConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * A baseline without a store, on the same shards. It has a table with the same columns, calls with the same meaning,
 * the same ring and the same driver settings. Thread-safe.
 */
final class PlainContender implements Contender, ConditionalWrites {

    private final String name;
    private final Rows rows;
    private final Sharded<PlainShard> shards;

    PlainContender(String name, Servers servers, Function<ShardConfig, PlainShard> opening) {
        this.name = name;
        rows = servers.plainRows();
        shards = new Sharded<>(servers.config(), opening, PlainShard::close);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Rows rows() {
        return rows;
    }

    @Override
    public Optional<byte[]> get(String key) {
        byte[] bytes = key.getBytes(UTF_8);
        return shards.of(bytes).get(bytes);
    }

    @Override
    public void put(String key, byte[] value) {
        byte[] bytes = key.getBytes(UTF_8);
        shards.of(bytes).put(bytes, value);
    }

    @Override
    public ConditionalWrites conditional() {
        return this;
    }

    @Override
    public boolean expire(String key, Duration ttl) {
        byte[] bytes = key.getBytes(UTF_8);
        return shards.of(bytes).expire(bytes, ttl.toMillis());
    }

    @Override
    public boolean putIfAbsent(String key, byte[] value) {
        byte[] bytes = key.getBytes(UTF_8);
        return shards.of(bytes).putIfAbsent(bytes, value);
    }

    @Override
    public CompareAndSet compareAndSet(String key, byte[] value) {
        byte[] bytes = key.getBytes(UTF_8);
        return shards.of(bytes).compareAndSet(bytes, value);
    }

    @Override
    public boolean deleteAndPut(String key, byte[] value) {
        byte[] bytes = key.getBytes(UTF_8);
        PlainShard shard = shards.of(bytes);
        boolean deleted = shard.delete(bytes);
        shard.put(bytes, value);
        return deleted;
    }

    @Override
    public Optional<byte[]> getAndExpire(String key, Duration ttl) {
        byte[] bytes = key.getBytes(UTF_8);
        return shards.of(bytes).getAndExpire(bytes, ttl.toMillis());
    }

    @Override
    public long increment(String key) {
        byte[] bytes = key.getBytes(UTF_8);
        return shards.of(bytes).increment(bytes);
    }

    @Override
    public void close() {
        shards.close();
    }
}
