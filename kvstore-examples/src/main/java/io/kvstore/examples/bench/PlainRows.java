package io.kvstore.examples.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;

import io.kvstore.KvConfig;
import io.kvstore.examples.bench.PlainTable.Row;
import java.util.Map;

/** One table on every shard, which all plain baselines work on: what they find in the server's memory is the same. */
final class PlainRows implements Rows, AutoCloseable {

    private final Sharded<PlainTable> tables;

    /** Makes the tables, whatever an earlier run left there. */
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

    /** Which shard has the row of a key, in the order of the config. */
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
