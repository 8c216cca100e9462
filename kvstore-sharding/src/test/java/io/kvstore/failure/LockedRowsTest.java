package io.kvstore.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.kvstore.KvBatchException;
import io.kvstore.KvConfig;
import io.kvstore.KvServerException;
import io.kvstore.KvStore;
import io.kvstore.Outcome;
import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that another transaction has locked. Calls on them wait and fail. Other calls are not affected. */
@ExtendWith(LeakCheck.class)
class LockedRowsTest {

    private static final byte[] VALUE = {1};
    private static final int HELD = 8;

    private static KvConfig config(Engine engine, Duration lockWaitTimeout) {
        return engine.newStore(1)
                .pool(PoolConfig.defaults()
                        .withAcquireTimeout(Duration.ofSeconds(5))
                        .withConnectTimeout(Duration.ofSeconds(5))
                        .withSocketTimeout(Duration.ofSeconds(60))
                        .withLockWaitTimeout(lockWaitTimeout))
                .build();
    }

    /** A transaction that changed rows and does not end. */
    private static Connection hold(KvConfig config, KvStore store, List<String> keys) throws SQLException {
        Connection connection = Engine.connect(config.shards().get(0));
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String key : keys) {
                statement.execute("UPDATE kv_default SET version = version + 1 WHERE k = X'"
                        + store.admin().locate(key).storedKey() + "'");
            }
        }
        return connection;
    }

    private static List<String> keys(String prefix, int count) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(prefix + i);
        }
        return keys;
    }

    private static Map<String, byte[]> entries(List<String> keys) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        keys.forEach(key -> entries.put(key, VALUE));
        return entries;
    }

    private static void write(KvStore store, String key, int kind) {
        switch (kind % 5) {
            case 0 -> store.put(key, VALUE);
            case 1 -> store.delete(key);
            case 2 -> store.putIfAbsent(key, VALUE);
            case 3 -> store.expire(key, Duration.ofHours(1));
            default -> store.async().put(key, VALUE).join();
        }
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void callersOnOtherKeysGoOnWhileRowsAreHeld(Engine engine) throws Exception {
        KvConfig config = config(engine, Duration.ofSeconds(1));
        try (KvStore store = KvStore.open(config)) {
            List<String> held = keys("held", HELD);
            store.putAll(entries(held));
            try (Connection other = hold(config, store, held)) {
                List<CompletableFuture<Throwable>> stuck = new ArrayList<>();
                for (int i = 0; i < HELD; i++) {
                    int kind = i;
                    stuck.add(onThread(() -> write(store, held.get(kind), kind)));
                }
                List<CompletableFuture<Throwable>> going = new ArrayList<>();
                for (int i = 0; i < 16; i++) {
                    int caller = i;
                    going.add(onThread(() -> {
                        for (int n = 0; n < 100; n++) {
                            write(store, "free" + caller + "-" + n % 10, caller + n);
                        }
                    }));
                }
                for (CompletableFuture<Throwable> each : going) {
                    assertThat(each.get(60, TimeUnit.SECONDS)).isNull();
                }
                for (CompletableFuture<Throwable> each : stuck) {
                    assertRowLocked(each.get(60, TimeUnit.SECONDS));
                }
                other.rollback();
            }
            assertThat(store.getAll(held)).as("nothing was written").hasSize(HELD);
            for (String key : held) {
                store.put(key, new byte[] {2});
                assertThat(store.get(key)).contains(new byte[] {2});
            }
        }
    }

    private static CompletableFuture<Throwable> onThread(Runnable task) {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        new Thread(() -> {
                    Throwable error = catchThrowable(task::run);
                    end.complete(error instanceof CompletionException ? error.getCause() : error);
                })
                .start();
        return end;
    }

    private static void assertRowLocked(Throwable error) {
        assertThat(error)
                .isInstanceOfSatisfying(KvServerException.class, e -> {
                    assertThat(e.outcome()).isEqualTo(Outcome.NOT_APPLIED);
                    assertThat(e.vendorCode()).isEqualTo(1205);
                })
                .hasMessageContaining("another transaction has held the row for PT1S (pool.lockWaitTimeout)");
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void batchLosesTheHeldKeysAlone(Engine engine) throws Exception {
        KvConfig config = config(engine, Duration.ofSeconds(1));
        try (KvStore store = KvStore.open(config)) {
            List<String> all = keys("key", 40);
            store.putAll(entries(all));
            List<String> held = List.of("key3", "key17");
            try (Connection other = hold(config, store, held)) {
                assertBatchFails(store, held, all, (s, keys) -> s.putAll(entries(keys)));
                assertBatchFails(store, held, all, KvStore::deleteAll);
                other.rollback();
            }
            assertThat(store.getAll(all)).containsOnlyKeys(held);
        }
    }

    private static void assertBatchFails(
            KvStore store, List<String> held, List<String> all, BiConsumer<KvStore, List<String>> batch) {
        Throwable error = catchThrowable(() -> batch.accept(store, all));
        assertThat(error)
                .isInstanceOfSatisfying(
                        KvBatchException.class,
                        e -> assertThat(e.failures())
                                .containsOnlyKeys(held)
                                .allSatisfy((key, each) -> assertRowLocked(each)));
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void callsGoOnInTheirOrderOnceTheRowIsFree(Engine engine) throws Exception {
        KvConfig config = config(engine, Duration.ofSeconds(50));
        try (KvStore store = KvStore.open(config)) {
            store.put("key", VALUE);
            List<CompletableFuture<Void>> puts = new ArrayList<>();
            try (Connection other = hold(config, store, List.of("key"))) {
                for (byte i = 2; i < 10; i++) {
                    puts.add(store.async().put("key", new byte[] {i}));
                }
                await().until(() -> catchThrowable(() -> other.createStatement().execute("SELECT 1")) == null
                        && store.delete("absent") == false);
                assertThat(puts).noneMatch(CompletableFuture::isDone);
                other.rollback();
            }
            CompletableFuture.allOf(puts.toArray(CompletableFuture<?>[]::new)).get(60, TimeUnit.SECONDS);
            assertThat(store.get("key")).contains(new byte[] {9});
        }
    }

    /** A gap lock blocks new rows, and a read does not see it. */
    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#servers")
    void callersOnOtherKeysGoOnWhileAGapIsHeld(Engine engine) throws Exception {
        KvConfig config = config(engine, Duration.ofSeconds(1));
        ShardConfig shard = config.shards().get(0);
        try (KvStore store = KvStore.open(config);
                Connection other = Engine.connect(shard)) {
            store.putAll(entries(keys("free", 20)));
            other.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            other.setAutoCommit(false);
            other.createStatement()
                    .execute("SELECT * FROM kv_default WHERE k = X'"
                            + store.admin().locate("new").storedKey() + "' FOR UPDATE");
            CompletableFuture<Throwable> stuck = onThread(() -> store.put("new", VALUE));
            CompletableFuture<Throwable> going = onThread(() -> {
                for (int n = 0; n < 200; n++) {
                    store.put("free" + n % 20, VALUE);
                }
            });
            assertThat(going.get(60, TimeUnit.SECONDS)).isNull();
            assertRowLocked(stuck.get(60, TimeUnit.SECONDS));
            other.rollback();
            store.put("new", VALUE);
            assertThat(store.get("new")).contains(VALUE);
        }
    }
}
