package io.kvstore.statements;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kvstore.AsyncKvStore;
import io.kvstore.Entry;
import io.kvstore.KvConfig;
import io.kvstore.KvNumberException;
import io.kvstore.KvObserver;
import io.kvstore.KvStore;
import io.kvstore.LaneConfig;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Conditional writes of several callers in one text. */
@ExtendWith(LeakCheck.class)
class SharedConditionalsTest {

    private static final int KIB = 1_024;
    private static final Duration TTL = Duration.ofMinutes(1);

    private final ConcurrentLinkedQueue<KvObserver.Call> statements = new ConcurrentLinkedQueue<>();

    /** One statement at a time, so that calls share statements. */
    private KvConfig.Builder config(Engine engine) {
        return engine.newStore(1)
                .observer(statements::add)
                .lanes(LaneConfig.defaults().withConditionals(1));
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#servers")
    void incrementsOfOneKeyAreOneUpdateAndEachGetsItsOwnSum(Engine engine) throws Exception {
        try (KvStore store = KvStore.open(config(engine).build())) {
            List<CompletableFuture<Long>> sums = new ArrayList<>();
            for (int i = 1; i <= 1_000; i++) {
                sums.add(store.async().increment("k", i));
            }
            long expected = 0;
            for (int i = 1; i <= 1_000; i++) {
                expected += i;
                assertThat(sums.get(i - 1).get(30, SECONDS)).isEqualTo(expected);
            }
            assertThat(statements).hasSizeLessThan(100);
        }
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#servers")
    void incrementsThatFailDoNotDisturbThoseBesideThem(Engine engine) throws Exception {
        try (KvStore store = KvStore.open(config(engine).build())) {
            AsyncKvStore async = store.async();
            store.put("text", "text".getBytes(UTF_8));
            store.put("full", Long.toString(Long.MAX_VALUE - 2).getBytes(UTF_8));
            List<CompletableFuture<Long>> good = new ArrayList<>();
            List<CompletableFuture<Long>> full = new ArrayList<>();
            List<CompletableFuture<Long>> bad = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                good.add(async.increment("good", i % 2 == 0 ? 5 : -3));
                bad.add(async.increment("text", 1));
                full.add(async.increment("full", 1));
            }
            long sum = 0;
            for (int i = 0; i < 8; i++) {
                sum += i % 2 == 0 ? 5 : -3;
                assertThat(good.get(i).get(30, SECONDS)).isEqualTo(sum);
                assertFails(bad.get(i));
                if (i < 2) {
                    assertThat(full.get(i).get(30, SECONDS)).isEqualTo(Long.MAX_VALUE - 1 + i);
                } else {
                    assertFails(full.get(i));
                }
            }
            assertThat(store.get("text")).contains("text".getBytes(UTF_8));
        }
    }

    private static void assertFails(CompletableFuture<Long> sum) {
        assertThatThrownBy(() -> sum.get(30, SECONDS)).hasCauseInstanceOf(KvNumberException.class);
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void getAndExpireBringsBackLargeValuesToo(Engine engine) throws Exception {
        KvConfig config = config(engine).batchBytes(64 * KIB).build();
        try (KvStore store = KvStore.open(config)) {
            for (int i = 0; i < 64; i++) {
                store.put("k" + i, new byte[i % 4 == 0 ? 70 * KIB : i]);
            }
            List<CompletableFuture<Optional<Entry<byte[]>>>> entries = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                entries.add(store.async().getAndExpire("k" + i, TTL));
            }
            for (int i = 0; i < 64; i++) {
                Entry<byte[]> entry = entries.get(i).get(30, SECONDS).orElseThrow();
                assertThat(entry.value()).hasSize(i % 4 == 0 ? 70 * KIB : i);
                assertThat(store.getEntry("k" + i).orElseThrow().version()).isEqualTo(entry.version());
                assertThat(store.ttl("k" + i).orElseThrow().isNever()).isFalse();
            }
            for (int i = 64; i < 80; i++) {
                assertThat(entries.get(i).get(30, SECONDS)).isEmpty();
            }
        }
    }

    /**
     * The value is too large for its share when the UPDATE sees it, and small when the SELECT reads the changed rows.
     */
    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#servers")
    void getAndExpireFindsAKeyWhoseValueShrinksMeanwhile(Engine engine) throws Exception {
        KvConfig config = config(engine).batchBytes(64 * KIB).build();
        ShardConfig shard = config.shards().get(0);
        try (KvStore store = KvStore.open(config);
                Connection other = Engine.connect(shard);
                Statement lock = other.createStatement()) {
            for (int i = 0; i < 400; i++) { // so that the store expects small values
                store.put("small" + i, new byte[1]);
            }
            List<CompletableFuture<?>> small = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                small.add(store.async().getAndExpire("small" + i, TTL));
            }
            CompletableFuture.allOf(small.toArray(CompletableFuture[]::new)).get(30, SECONDS);
            List<String> keys = new ArrayList<>(List.of("x", "y"));
            keys.sort(Comparator.comparing(key -> store.admin().locate(key).storedKey()));
            String shrinks = keys.get(0);
            String held = keys.get(1);
            store.put(shrinks, new byte[60 * KIB]);
            store.put(held, new byte[1]);
            other.setAutoCommit(false);
            String heldKey = store.admin().locate(held).storedKey();
            lock.execute("SELECT k FROM kv_default WHERE k = X'" + heldKey + "' FOR UPDATE");

            CompletableFuture<?> first = store.async().getAndExpire("small0", TTL);
            CompletableFuture<Optional<Entry<byte[]>>> shrunk = store.async().getAndExpire(shrinks, TTL);
            CompletableFuture<Optional<Entry<byte[]>>> waited = store.async().getAndExpire(held, TTL);
            await().until(() -> Engine.rowLockWaits(shard) > 0);
            store.put(shrinks, new byte[] {7});
            other.rollback();
            first.get(30, SECONDS);
            assertThat(waited.get(30, SECONDS)).isPresent();
            assertThat(shrunk.get(30, SECONDS))
                    .hasValueSatisfying(entry -> assertThat(entry.value()).isEqualTo(new byte[] {7}));
        }
    }

    /** Locks are taken in the order of the keys, not in the order of the calls. */
    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#servers")
    void sharedStatementsOfTwoStoresRunIntoNoDeadlock(Engine engine) throws Exception {
        KvConfig config = config(engine).build();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            keys.add("k" + i);
        }
        Random random = new Random(1);
        try (KvStore one = KvStore.open(config);
                KvStore other = KvStore.open(config)) {
            keys.forEach(key -> one.increment(key, 1));
            statements.clear();
            for (int round = 0; round < 20; round++) {
                List<CompletableFuture<?>> calls = new ArrayList<>();
                for (AsyncKvStore store : List.of(one.async(), other.async())) {
                    Collections.shuffle(keys, random);
                    keys.forEach(key -> calls.add(store.increment(key, 1)));
                    keys.forEach(key -> calls.add(store.expire(key, TTL)));
                    keys.forEach(key -> calls.add(store.getAndExpire(key, TTL)));
                    keys.forEach(key -> calls.add(store.putIfAbsent(key, new byte[0])));
                    keys.forEach(key -> calls.add(store.compareAndSet(key, 1, new byte[0])));
                }
                CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).get(60, SECONDS);
            }
            assertThat(statements).as("shared").hasSizeLessThan(20 * 2 * 5 * 64 / 2);
            assertThat(statements)
                    .allSatisfy(statement -> assertThat(statement.retries())
                            .as("deadlocks of %s", statement.operation())
                            .isZero());
        }
    }
}
