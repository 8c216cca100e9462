package io.kvstore.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kvstore.Codec;
import io.kvstore.KvConfig;
import io.kvstore.KvOperations;
import io.kvstore.KvStore;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Clock;
import io.kvstore.engines.Engine;
import java.time.Duration;

/** The store for the tests of the contract. */
interface StoreUnderTest {

    Engine engine();

    KvConfig config();

    KvStore store();

    default KvOperations<String> strings() {
        return store().as(Codec.string());
    }

    default byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    default void advance(Duration time) {
        Clock.advance(config(), time);
    }

    /** The number of rows on all shards, including expired and deleted ones. */
    default long rows() {
        return sum("SELECT COUNT(*) FROM kv_default");
    }

    default long sum(String sql) {
        long sum = 0;
        for (ShardConfig shard : config().shards()) {
            sum += Engine.query(shard, sql);
        }
        return sum;
    }
}
