package io.kvstore.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.ReaperConfig;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Clock;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A store for the tests of an adapter, emptied before each test. A subclass chooses an engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(LeakCheck.class)
public abstract class AdapterContract {

    private final Engine engine;
    private KvConfig config;
    private KvStore store;

    protected AdapterContract(Engine engine) {
        this.engine = engine;
    }

    @BeforeAll
    void open() {
        config = engine.newStore(2)
                .reaper(ReaperConfig.defaults().withPause(Duration.ZERO))
                .build();
        store = KvStore.open(config);
    }

    @BeforeEach
    void empty() {
        execute("DELETE FROM kv_default");
    }

    @AfterAll
    void close() {
        store.close();
    }

    protected KvStore store() {
        return store;
    }

    protected KvConfig config() {
        return config;
    }

    protected void advance(Duration time) {
        Clock.advance(config, time);
    }

    /** Runs SQL on each shard. */
    protected void execute(String sql) {
        config.shards().forEach(shard -> Engine.execute(shard, sql));
    }

    /** The number of rows on all shards, including expired and deleted ones. */
    protected long rows() {
        long rows = 0;
        for (ShardConfig shard : config.shards()) {
            rows += Engine.query(shard, "SELECT COUNT(*) FROM kv_default");
        }
        return rows;
    }

    protected static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
