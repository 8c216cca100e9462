package io.kvstore.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.ReapReport;
import io.kvstore.ReaperConfig;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The index of the reaper is dropped or invisible to the optimizer. The reaper is slower, but still works. */
@ExtendWith(LeakCheck.class)
class ReaperIndexTest {

    private static final String INDEX = "kv_default_expires";

    private static KvConfig newStore(Engine engine) {
        return engine.newStore(1)
                .reaper(ReaperConfig.defaults().withGrace(Duration.ZERO))
                .build();
    }

    private static void drop(Engine engine, ShardConfig shard) {
        Engine.execute(shard, "DROP INDEX " + INDEX + (engine == Engine.H2 ? "" : " ON kv_default"));
    }

    private static void hide(Engine engine, ShardConfig shard) {
        Engine.execute(
                shard,
                "ALTER TABLE kv_default ALTER INDEX " + INDEX + (engine == Engine.MYSQL ? " INVISIBLE" : " IGNORED"));
    }

    /** One deleted row, one expired row, and one that must stay. */
    private static void assertReaps(KvStore store, ShardConfig shard) {
        store.put("expired", new byte[] {1});
        store.put("deleted", new byte[] {1});
        store.delete("deleted");
        Engine.execute(shard, "UPDATE kv_default SET expires_at = CASE WHEN expires_at > 0 THEN 1000 ELSE -1000 END");
        store.put("alive", new byte[] {1}, Duration.ofHours(1));
        ReapReport report = store.reaper().reap();
        assertThat(report.shards().get(0).error()).isEmpty();
        assertThat(report.deleted()).isEqualTo(2);
        assertThat(store.admin().stats().get(0).oldestExpired()).isEmpty();
        assertThat(store.get("alive")).isPresent();
        assertThat(Engine.query(shard, "SELECT COUNT(*) FROM kv_default")).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void indexThatIsDroppedDoesNotStopIt(Engine engine) {
        assertGoesOn(engine, ReaperIndexTest::drop);
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#servers")
    void indexThatIsHiddenDoesNotStopIt(Engine engine) {
        assertGoesOn(engine, ReaperIndexTest::hide);
    }

    /** The index is removed while a store is open. Then another store is opened. */
    private static void assertGoesOn(Engine engine, BiConsumer<Engine, ShardConfig> takeAway) {
        KvConfig config = newStore(engine);
        ShardConfig shard = config.shards().get(0);
        try (KvStore store = KvStore.open(config)) {
            assertReaps(store, shard);
            takeAway.accept(engine, shard);
            assertReaps(store, shard);
        }
        try (KvStore store = KvStore.open(config)) {
            assertReaps(store, shard);
        }
    }
}
