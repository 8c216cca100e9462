package io.kvstore.examples.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/**
 * Plain JDBC over the same shards: a table with the same columns, the same meaning of get and put, the same ring, the
 * same driver settings, and nothing else. Thread-safe.
 */
final class RawJdbcContender implements Contender {

    private final Rows rows;
    private final Sharded<RawShard> shards;

    RawJdbcContender(Servers servers, int connections) {
        rows = servers.plainRows();
        shards = new Sharded<>(
                servers.config(), shard -> new RawShard(shard, servers.config().pool(), connections), RawShard::close);
    }

    @Override
    public String name() {
        return Baseline.RAW.toString();
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
    public void close() {
        shards.close();
    }
}
