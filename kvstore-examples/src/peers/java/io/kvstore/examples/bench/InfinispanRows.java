package io.kvstore.examples.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.kvstore.KvConfig;
import io.kvstore.ShardConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** The tables that Infinispan creates on each server: one for entries, one for metadata. */
final class InfinispanRows implements SharedRows {

    private final KvConfig config;
    private final InfinispanCaches caches;

    /** Drops the tables of an earlier run. */
    InfinispanRows(KvConfig config) {
        this.config = config;
        drop();
        caches = new InfinispanCaches("infinispan-load", config, 1);
    }

    @Override
    public void load(Map<String, byte[]> entries) {
        entries.entrySet().stream()
                .collect(groupingBy(entry -> caches.of(entry.getKey().getBytes(UTF_8))))
                .forEach((cache, chunk) ->
                        cache.putAll(chunk.stream().collect(toMap(Map.Entry::getKey, Map.Entry::getValue))));
    }

    @Override
    public void drop() {
        for (ShardConfig shard : config.shards()) {
            try (Connection connection = PlainPool.connect(shard, config.pool());
                    Statement statement = connection.createStatement()) {
                String quote = connection.getMetaData().getIdentifierQuoteString();
                for (String suffix : List.of("", "_META")) {
                    statement.execute(
                            "DROP TABLE IF EXISTS " + quote + InfinispanCaches.table(config, shard) + suffix + quote);
                }
            } catch (SQLException e) {
                throw new BenchException("shard '" + shard.name() + "'", e);
            }
        }
    }

    @Override
    public void close() {
        caches.close();
    }
}
