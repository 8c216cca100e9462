package io.kvstore.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.ReapReport;
import io.kvstore.ReapTarget;
import io.kvstore.Reaper;
import io.kvstore.ReaperConfig;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cases in which a reaper could delete too much, or stop. */
@ExtendWith(LeakCheck.class)
class ReaperTargetTest {

    private static final byte[] VALUE = {1};
    private static final String ALL_DEAD = "UPDATE kv_default SET expires_at = 1000";

    private static KvConfig.Builder newStore(Engine engine) {
        return engine.newStore(1).reaper(ReaperConfig.defaults().withGrace(Duration.ZERO));
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void graceOutOfBoundsIsRefused(Engine engine) {
        AtomicReference<List<ReapTarget>> targets = new AtomicReference<>();
        KvConfig config = newStore(engine)
                .reaperFactory((shards, bounds) -> {
                    targets.set(shards);
                    Reaper none = () -> new ReapReport(List.of(), Duration.ZERO);
                    return none;
                })
                .build();
        try (KvStore store = KvStore.open(config)) {
            store.put("k", VALUE, Duration.ofMinutes(1));
            store.reaper().reap();
            for (Duration bad :
                    List.of(Duration.ofMillis(-1), Duration.ofDays(-1), Duration.ofSeconds(Long.MAX_VALUE))) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> targets.get().get(0).deleteExpired(10, bad));
            }
            assertThat(store.get("k")).contains(VALUE);
        }
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void keyThatIsWrittenAgainAndExpiresAgainWhileAListenerLooksIsNotDeletedUnseen(Engine engine) {
        List<Integer> seen = new ArrayList<>();
        AtomicReference<KvStore> other = new AtomicReference<>();
        AtomicReference<ShardConfig> shard = new AtomicReference<>();
        KvConfig config = newStore(engine)
                .reapListener((name, entries) -> {
                    seen.add(entries.get(0).value().length);
                    if (entries.get(0).value().length == 1) {
                        other.get().put("k", new byte[] {2, 2});
                        Engine.execute(shard.get(), ALL_DEAD);
                    }
                })
                .build();
        shard.set(config.shards().get(0));
        try (KvStore store = KvStore.open(config)) {
            other.set(store);
            store.put("k", VALUE);
            Engine.execute(shard.get(), ALL_DEAD);
            long deleted =
                    store.reaper().reap().deleted() + store.reaper().reap().deleted();
            assertThat(deleted).isEqualTo(1);
            assertThat(seen).as("both values").containsExactly(1, 2);
        }
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#servers")
    void lockedRowIsSkipped(Engine engine) throws Exception {
        KvConfig config = newStore(engine).build();
        ShardConfig shard = config.shards().get(0);
        try (KvStore store = KvStore.open(config);
                Connection other = Engine.connect(shard);
                Statement statement = other.createStatement()) {
            for (String key : List.of("a", "b", "c")) {
                store.put(key, VALUE);
            }
            Engine.execute(shard, ALL_DEAD);
            other.setAutoCommit(false);
            statement
                    .executeQuery("SELECT k FROM kv_default ORDER BY k LIMIT 1 FOR UPDATE")
                    .close();
            ReapReport report = store.reaper().reap();
            assertThat(report.shards().get(0).error()).isEmpty();
            assertThat(report.deleted()).isEqualTo(2);
            other.rollback();
            assertThat(store.reaper().reap().deleted()).isEqualTo(1);
        }
    }
}
