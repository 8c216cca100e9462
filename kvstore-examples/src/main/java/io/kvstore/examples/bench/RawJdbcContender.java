package io.kvstore.examples.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;

import io.kvstore.KvConfig;
import io.kvstore.sharding.Ring;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plain JDBC over the same shards: a table of its own with the same columns, the same meaning of get and put, the same
 * ring, the same driver settings, and nothing else. Thread-safe.
 */
final class RawJdbcContender implements Contender {

    private final Ring ring;
    private final List<RawShard> shards = new ArrayList<>();

    RawJdbcContender(KvConfig config, int connections) {
        ring = Ring.of(config.shards(), config.virtualNodes());
        try {
            config.shards().forEach(shard -> shards.add(new RawShard(shard, config.pool(), connections)));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public String name() {
        return Baseline.RAW.toString();
    }

    @Override
    public void load(Map<String, byte[]> entries) {
        entries.entrySet().stream()
                .map(entry -> new Row(entry.getKey().getBytes(UTF_8), entry.getValue()))
                .collect(groupingBy(row -> shard(row.key())))
                .forEach(RawShard::putAll);
    }

    @Override
    public Optional<byte[]> get(String key) {
        byte[] bytes = key.getBytes(UTF_8);
        return shard(bytes).get(bytes);
    }

    @Override
    public void put(String key, byte[] value) {
        byte[] bytes = key.getBytes(UTF_8);
        shard(bytes).putAll(List.of(new Row(bytes, value)));
    }

    private RawShard shard(byte[] key) {
        return shards.get(ring.owner(Ring.position(key, 0, key.length)));
    }

    @Override
    public void drop() {
        shards.forEach(RawShard::drop);
    }

    @Override
    public void close() {
        shards.forEach(RawShard::close);
    }

    @SuppressWarnings("ArrayRecordComponent") // a pair in passing, never compared
    record Row(byte[] key, byte[] value) {}
}
