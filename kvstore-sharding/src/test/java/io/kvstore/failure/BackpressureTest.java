package io.kvstore.failure;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.kvstore.AsyncKvStore;
import io.kvstore.BackpressureConfig;
import io.kvstore.KvAdmin;
import io.kvstore.KvBatchException;
import io.kvstore.KvConfig;
import io.kvstore.KvOverloadedException;
import io.kvstore.KvStore;
import io.kvstore.LaneConfig;
import io.kvstore.Outcome;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import io.kvstore.engines.Stall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One shard whose writes hang, and one that works. */
@ExtendWith(LeakCheck.class)
class BackpressureTest {

    private static final int MAX_CALLS = 20;
    private static final byte[] VALUE = {1};

    private static KvConfig.Builder twoShards() {
        return Engine.MARIADB
                .newStore(2)
                .backpressure(
                        BackpressureConfig.defaults().withMaxCalls(MAX_CALLS).withMaxBytes(64 * 1024));
    }

    private static List<String> keysOf(KvStore store, ShardConfig shard, int count) {
        return IntStream.range(0, 10_000)
                .mapToObj(i -> "key" + i)
                .filter(key -> store.admin().locate(key).shard().equals(shard.name()))
                .limit(count)
                .toList();
    }

    @Test
    void hungShardFillsItsOwnBoundsAndNotThoseOfAnother() throws Exception {
        KvConfig config = twoShards().build();
        ShardConfig hung = config.shards().get(0);
        ShardConfig other = config.shards().get(1);
        try (KvStore store = KvStore.open(config)) {
            List<String> keys = keysOf(store, hung, MAX_CALLS + 1);
            List<CompletableFuture<Void>> futures = new ArrayList<>();
            try (Stall stall = Stall.writes(hung)) {
                for (String key : keys.subList(0, MAX_CALLS)) {
                    futures.add(store.async().put(key, VALUE));
                }
                Throwable refused = catchThrowable(
                        () -> store.async().put(keys.get(MAX_CALLS), VALUE).join());
                assertThat(refused)
                        .isInstanceOf(CompletionException.class)
                        .cause()
                        .isInstanceOf(KvOverloadedException.class)
                        .hasMessage("shard '" + hung.name() + "': 20 calls are in flight, the most that backpressure"
                                + " allows: send fewer calls at a time")
                        .extracting(error -> ((KvOverloadedException) error).outcome())
                        .isEqualTo(Outcome.NOT_APPLIED);
                assertThat(catchThrowable(() -> store.get(keys.get(1)))).isInstanceOf(KvOverloadedException.class);
                for (String key : keysOf(store, other, 3 * MAX_CALLS)) {
                    store.async().put(key, VALUE).get(30, SECONDS);
                    assertThat(store.get(key)).contains(VALUE);
                }
                stall.end();
            }
            CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new))
                    .get(30, SECONDS);
            assertThat(store.getAll(keys)).hasSize(MAX_CALLS);
        }
    }

    @Test
    void callThatMayWaitGetsTheRoomThatOthersLeave() throws Exception {
        KvConfig config = twoShards()
                .backpressure(BackpressureConfig.defaults()
                        .withMaxCalls(1)
                        .withMaxBytes(64 * 1024)
                        .withMaxWait(Duration.ofSeconds(30)))
                .build();
        ShardConfig hung = config.shards().get(0);
        try (KvStore store = KvStore.open(config)) {
            List<String> keys = keysOf(store, hung, 2);
            CompletableFuture<Void> first;
            Thread second = new Thread(() -> store.put(keys.get(1), VALUE));
            try (Stall stall = Stall.writes(hung)) {
                first = store.async().put(keys.get(0), VALUE);
                second.start();
                await().until(() -> second.getState() == Thread.State.TIMED_WAITING);
                stall.end();
            }
            first.get(30, SECONDS);
            second.join();
            assertThat(store.get(keys.get(1))).contains(VALUE);
        }
    }

    @Test
    void batchCallLargerThanTheBoundsIsDoneInParts() {
        KvConfig config = twoShards().build();
        try (KvStore store = KvStore.open(config)) {
            Map<String, byte[]> entries = new HashMap<>();
            for (int i = 0; i < 10 * MAX_CALLS; i++) {
                entries.put("k" + i, new byte[1_000]);
            }
            entries.put("larger than all the room there is", new byte[100_000]);
            store.putAll(entries);
            assertThat(store.getAll(entries.keySet())).hasSize(entries.size());
            assertThat(store.deleteAll(entries.keySet())).isEqualTo(entries.size());
        }
    }

    @Test
    void asynchronousBatchCallLargerThanTheBoundsIsDoneInPortions() throws Exception {
        KvConfig config = twoShards().build();
        try (KvStore store = KvStore.open(config)) {
            Map<String, byte[]> entries = new LinkedHashMap<>();
            for (int i = 0; i < 100 * MAX_CALLS; i++) {
                entries.put("k" + i, new byte[100]);
            }
            AsyncKvStore async = store.async();
            async.putAll(entries).get(60, SECONDS);
            assertThat(async.getAll(entries.keySet()).get(60, SECONDS).keySet())
                    .as("in the order of the keys")
                    .containsExactlyElementsOf(entries.keySet());
            assertThat(async.deleteAll(entries.keySet()).get(60, SECONDS)).isEqualTo(entries.size());
            assertThat(async.getAll(List.of()).get(60, SECONDS)).isEmpty();
        }
    }

    /** A recursion per portion would overflow the stack. */
    @Test
    void asynchronousBatchCallThatIsRefusedThroughoutEnds() throws Exception {
        KvConfig config = Engine.MARIADB
                .newStore(1)
                .backpressure(BackpressureConfig.defaults().withMaxCalls(1).withMaxBytes(64 * 1024))
                .build();
        Map<String, byte[]> entries = new HashMap<>();
        IntStream.range(0, 20_000).forEach(i -> entries.put("k" + i, VALUE));
        try (KvStore store = KvStore.open(config)) {
            store.async().put("first", VALUE).get(60, SECONDS);
            try (Stall stall = Stall.writes(config.shards().get(0))) {
                CompletableFuture<Void> holdsTheRoom = store.async().put("first", VALUE);
                Throwable refused =
                        catchThrowable(() -> store.async().putAll(entries).get(60, SECONDS));
                assertThat(refused).cause().isInstanceOf(KvBatchException.class);
                assertThat(((KvBatchException) refused.getCause()).failures()).hasSize(entries.size());
                stall.end();
                holdsTheRoom.get(60, SECONDS);
            }
        }
    }

    @Test
    void shardThatHangsCostsABatchOneDeadlineAndTheOtherShardsKeysNothing() throws Exception {
        Duration timeout = Duration.ofMillis(500);
        KvConfig config =
                twoShards().lanes(LaneConfig.defaults().withTimeout(timeout)).build();
        ShardConfig hung = config.shards().get(0);
        try (KvStore store = KvStore.open(config)) {
            List<String> keys = keysOf(store, hung, 10 * MAX_CALLS);
            List<String> others = keysOf(store, config.shards().get(1), 10 * MAX_CALLS);
            Map<String, byte[]> entries = new LinkedHashMap<>();
            for (int i = 0; i < keys.size(); i++) {
                entries.put(keys.get(i), VALUE);
                entries.put(others.get(i), VALUE);
            }
            try (Stall stall = Stall.writes(hung)) {
                for (boolean async : new boolean[] {false, true}) {
                    long start = System.nanoTime();
                    Throwable failed = async
                            ? catchThrowable(() -> store.async().putAll(entries).join())
                                    .getCause()
                            : catchThrowable(() -> store.putAll(entries));
                    assertThat(System.nanoTime() - start)
                            .isLessThan(timeout.multipliedBy(10).toNanos());
                    assertThat(failed).isInstanceOf(KvBatchException.class);
                    assertThat(((KvBatchException) failed).failures().keySet()).isSubsetOf(keys);
                }
                stall.end();
            }
            assertThat(store.getAll(others)).hasSize(others.size());
        }
    }

    @Test
    void batchCallSaysWhichKeysFoundNoRoom() throws Exception {
        KvConfig config = twoShards().build();
        ShardConfig hung = config.shards().get(0);
        try (KvStore store = KvStore.open(config)) {
            List<String> keys = keysOf(store, hung, MAX_CALLS + 5);
            String elsewhere = keysOf(store, config.shards().get(1), 1).get(0);
            List<CompletableFuture<Void>> futures = new ArrayList<>();
            try (Stall stall = Stall.writes(hung)) {
                for (String key : keys.subList(0, MAX_CALLS)) {
                    futures.add(store.async().put(key, VALUE));
                }
                Throwable failed =
                        catchThrowable(() -> store.putAll(Map.of(keys.get(MAX_CALLS), VALUE, elsewhere, VALUE)));
                assertThat(failed).isInstanceOf(KvBatchException.class);
                assertThat(((KvBatchException) failed).failures())
                        .containsOnlyKeys(keys.get(MAX_CALLS))
                        .allSatisfy((key, error) -> assertThat(error).isInstanceOf(KvOverloadedException.class));
                stall.end();
            }
            CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new))
                    .get(30, SECONDS);
        }
    }

    /** Each kind of write has its maximum number of statements in flight. */
    @Test
    void writesThatHangLeaveConnectionsForReads() throws Exception {
        KvConfig config = Engine.MARIADB.newStore(1).build();
        ShardConfig shard = config.shards().get(0);
        try (KvStore store = KvStore.open(config)) {
            List<String> keys = IntStream.range(0, 12).mapToObj(i -> "k" + i).toList();
            keys.forEach(key -> store.put(key, VALUE));
            List<CompletableFuture<?>> writes = new ArrayList<>();
            try (Stall stall = Stall.writes(shard)) {
                for (int i = 0; i < 4; i++) {
                    writes.add(store.async().put(keys.get(i), VALUE));
                    writes.add(store.async().delete(keys.get(4 + i)));
                    writes.add(store.async().expire(keys.get(8 + i), Duration.ofMinutes(1)));
                    stall.awaitStatements(Math.min(5, writes.size()));
                }
                long start = System.nanoTime();
                for (String key : keys) {
                    assertThat(store.get(key)).contains(VALUE);
                }
                assertThat(store.admin().pools().get(0).waiting()).isZero();
                assertThat(store.admin().pools().get(0).active()).isLessThanOrEqualTo(5);
                assertThat(store.admin().health()).allMatch(KvAdmin.Health::up);
                assertThat(System.nanoTime() - start).isLessThan(SECONDS.toNanos(5));
                stall.end();
            }
            for (CompletableFuture<?> write : writes) {
                write.get(30, SECONDS);
            }
        }
    }

    @Test
    void closingCompletesEveryFuture() throws Exception {
        KvConfig config = Engine.MARIADB
                .newStore(2)
                .lanes(LaneConfig.defaults().withTimeout(Duration.ofSeconds(5)))
                .build();
        List<CompletableFuture<?>> futures = new ArrayList<>();
        KvStore store = KvStore.open(config);
        try (Stall stall = Stall.writes(config.shards().get(0))) {
            try (store) {
                for (int i = 0; i < 5_000; i++) {
                    futures.add(store.async().put("key" + i % 100, VALUE));
                    futures.add(store.async().delete("key" + i % 100));
                    futures.add(store.async().get("key" + i % 100));
                }
            }
            stall.end();
        }
        for (CompletableFuture<?> future : futures) {
            future.handle((result, error) -> true).get(60, SECONDS);
        }
        assertThat(futures).hasSize(15_000).allMatch(CompletableFuture::isDone);
        assertThat(futures).anyMatch(CompletableFuture::isCompletedExceptionally);
    }
}
