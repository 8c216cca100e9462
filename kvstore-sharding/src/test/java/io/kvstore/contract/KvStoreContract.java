package io.kvstore.contract;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.ReaperConfig;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The contract of every store. A subclass chooses an engine and a number of shards. The tests are in the interfaces,
 * one per topic.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(LeakCheck.class)
public abstract class KvStoreContract
        implements SingleKeyContract,
                KeysAndValuesContract,
                TimeContract,
                VersionContract,
                CounterContract,
                BatchContract,
                ReaperContract,
                ConcurrencyContract,
                AdminContract {

    private final Engine engine;
    private final int shards;
    private KvConfig config;
    private KvStore store;

    KvStoreContract(Engine engine, int shards) {
        this.engine = engine;
        this.shards = shards;
    }

    @BeforeAll
    void open() {
        config = newStore(engine, shards)
                .reaper(ReaperConfig.defaults().withPause(Duration.ZERO).withBatchRows(100))
                .build();
        store = open(config);
    }

    KvConfig.Builder newStore(Engine engine, int shards) {
        return engine.newStore(shards);
    }

    KvStore open(KvConfig config) {
        return KvStore.open(config);
    }

    @BeforeEach
    void empty() {
        for (ShardConfig shard : config.shards()) {
            Engine.execute(shard, "DELETE FROM kv_default");
        }
    }

    @AfterAll
    void close() {
        store.close();
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public KvConfig config() {
        return config;
    }

    @Override
    public KvStore store() {
        return store;
    }
}
