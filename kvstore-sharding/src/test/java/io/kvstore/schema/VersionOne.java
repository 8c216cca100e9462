package io.kvstore.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import io.kvstore.KvConfig;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A shard as created by the library with version 1 of the schema: its DDL and some of its rows, as text. */
final class VersionOne {

    static final String FOR_EVER = "user:1";
    static final byte[] ITS_VALUE = {1};
    static final String UNTIL_2100 = "hello";
    static final String EMPTY = "é";
    static final String EXPIRED = "日本語";
    static final String DELETED = "😀";

    private VersionOne() {}

    static KvConfig.Builder newStore(Engine engine) {
        KvConfig.Builder config = engine.newStore(1);
        ShardConfig shard = config.build().shards().get(0);
        run(shard, engine == Engine.H2 ? "version-1-h2.sql" : "version-1-mysql.sql");
        run(shard, "version-1-rows.sql");
        return config;
    }

    private static void run(ShardConfig shard, String name) {
        try {
            String script = Resources.toString(Resources.getResource(VersionOne.class, name), UTF_8);
            Splitter.on(';').trimResults().omitEmptyStrings().split(script).forEach(sql -> Engine.execute(shard, sql));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
