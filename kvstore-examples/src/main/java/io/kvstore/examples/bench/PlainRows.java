package io.kvstore.examples.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;

import io.kvstore.KvConfig;
import io.kvstore.examples.bench.PlainTable.Row;
import java.util.Map;

/**
 * One table on every shard, shared by all plain baselines. So all of them find the same data in the server's memory.
 */
final class PlainRows implements SharedRows {

    private final Sharded<PlainTable> tables;

    /** Creates the tables. Drops those of an earlier run. */
    PlainRows(KvConfig config) {
        tables = new Sharded<>(config, shard -> new PlainTable(shard, config.pool()), PlainTable::close);
    }

    @Override
    public void load(Map<String, byte[]> entries) {
        entries.entrySet().stream()
                .map(entry -> new Row(entry.getKey().getBytes(UTF_8), entry.getValue()))
                .collect(groupingBy(row -> tables.of(row.key())))
                .forEach(PlainTable::put);
    }

    /** The index of the shard that owns a key, in the order of the config. */
    int shardOf(byte[] key) {
        return tables.indexOf(key);
    }

    @Override
    public void drop() {
        tables.all().forEach(PlainTable::drop);
    }

    @Override
    public void close() {
        tables.close();
    }
}
