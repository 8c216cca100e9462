package io.kvstore.statements;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.kvstore.BackpressureConfig;
import io.kvstore.Entry;
import io.kvstore.KvConfig;
import io.kvstore.KvObserver;
import io.kvstore.KvOverloadedException;
import io.kvstore.KvStore;
import io.kvstore.Operation;
import io.kvstore.Ttl;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The number of bytes that reads return at a time. */
@ExtendWith(LeakCheck.class)
class LargeValuesTest {

    private static final int KIB = 1_024;
    private static final int BATCH_BYTES = 256 * KIB;

    private final ConcurrentLinkedQueue<KvObserver.Call> statements = new ConcurrentLinkedQueue<>();

    private KvConfig.Builder config(Engine engine) {
        return engine.newStore(1).observer(statements::add).batchBytes(BATCH_BYTES);
    }

    private static Map<String, byte[]> entries(int count, int size) {
        Map<String, byte[]> entries = new HashMap<>();
        for (int i = 0; i < count; i++) {
            byte[] value = new byte[size];
            value[0] = (byte) i;
            entries.put("k" + i, value);
        }
        return entries;
    }

    /** A new store, which has not learned the size of values. */
    private KvStore reopen(KvConfig config) {
        statements.clear();
        return KvStore.open(config);
    }

    private static void fill(KvConfig config, Map<String, byte[]> entries) {
        try (KvStore store = KvStore.open(config)) {
            store.putAll(entries);
        }
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void firstReadsOfLargeValuesBringBackNoMoreAtATimeThanOneStatementMay(Engine engine) {
        KvConfig config = config(engine).build();
        Map<String, byte[]> entries = entries(128, 64 * KIB);
        fill(config, entries);
        try (KvStore store = reopen(config)) {
            Map<String, byte[]> found = store.getAll(entries.keySet());
            assertThat(found)
                    .hasSize(128)
                    .allSatisfy((key, value) -> assertThat(value).isEqualTo(entries.get(key)));
            assertThat(statements).hasSizeGreaterThan(128 * 64 * KIB / BATCH_BYTES);
            statements.clear();
            assertThat(store.getAll(entries.keySet())).hasSize(128);
            assertThat(statements).as("it knows now, and asks for none twice").hasSizeBetween(32, 128);
        }
    }

    @Test
    void largeValueComesByItselfAndTheOthersShareAStatement() {
        KvConfig config = config(Engine.MARIADB).build();
        Map<String, byte[]> entries = entries(100, 100);
        entries.put("large", new byte[5 * BATCH_BYTES]);
        fill(config, entries);
        try (KvStore store = reopen(config)) {
            assertThat(store.getAll(entries.keySet()))
                    .hasSize(101)
                    .hasEntrySatisfying("large", value -> assertThat(value).hasSize(5 * BATCH_BYTES));
            assertThat(statements)
                    .extracting(KvObserver.Call::operation)
                    .containsExactly(Operation.GET_ALL, Operation.read("get"));
        }
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void everyReaderOfOneLargeValueGetsAnArrayOfItsOwnAFewAtATime(Engine engine) throws Exception {
        KvConfig config = config(engine).build();
        byte[] value = new byte[64 * KIB];
        fill(config, Map.of("hot", value));
        try (KvStore store = reopen(config)) {
            List<CompletableFuture<Optional<byte[]>>> futures = new ArrayList<>();
            List<CompletableFuture<Optional<Entry<byte[]>>>> entries = new ArrayList<>();
            List<CompletableFuture<Optional<Ttl>>> ttls = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                futures.add(store.async().get("hot"));
                entries.add(store.async().getEntry("hot"));
                ttls.add(store.async().ttl("hot"));
            }
            List<byte[]> read = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                read.add(futures.get(i).get(60, SECONDS).orElseThrow());
                read.add(entries.get(i).get(60, SECONDS).orElseThrow().value());
                assertThat(ttls.get(i).get(60, SECONDS)).contains(Ttl.never());
            }
            assertThat(read).allSatisfy(each -> assertThat(each).isEqualTo(value));
            read.forEach(each -> each[0]++);
            assertThat(read)
                    .as("changed once each")
                    .allSatisfy(each -> assertThat(each[0]).isEqualTo((byte) 1));
            assertThat(statements).hasSizeGreaterThanOrEqualTo(2 * 64 * 64 * KIB / BATCH_BYTES);
        }
    }

    /** Each thread reads one value, so that no statement is shared. */
    @Test
    void valuesOfUncompletedFuturesCountAsInFlight() throws Exception {
        int size = 64 * KIB;
        KvConfig config = config(Engine.MARIADB)
                .batchBytes(size)
                .backpressure(BackpressureConfig.defaults().withMaxCalls(1_000).withMaxBytes(8 * size))
                .build();
        Map<String, byte[]> entries = entries(100, size);
        fill(config, entries);
        ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
        try (KvStore store = reopen(config)) {
            List<CompletableFuture<Optional<byte[]>>> futures = entries.keySet().stream()
                    .map(key -> store.async(tasks::add).get(key))
                    .toList();
            await().until(() -> catchThrowable(() -> store.get("k0")) instanceof KvOverloadedException);
            assertThat(tasks).hasSizeBetween(1, 16);
            assertThat(futures).filteredOn(CompletableFuture::isDone).isEmpty();
            await().until(() -> {
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
                return futures.stream().allMatch(CompletableFuture::isDone);
            });
            assertThat(futures).allSatisfy(future -> assertThat(future.get()).isPresent());
            assertThat(store.get("k0")).isPresent();
        }
    }

    @Test
    void threadsReadValuesLargerThanAllTheRoomInFlight() throws Exception {
        KvConfig config = config(Engine.MARIADB)
                .backpressure(BackpressureConfig.defaults().withMaxCalls(1_000).withMaxBytes(64 * KIB))
                .build();
        Map<String, byte[]> entries = entries(16, 200 * KIB);
        try (KvStore store = KvStore.open(config)) {
            entries.forEach(store::put);
            List<Thread> threads = new ArrayList<>();
            ConcurrentLinkedQueue<Integer> read = new ConcurrentLinkedQueue<>();
            IntStream.range(0, 16)
                    .forEach(i -> threads.add(
                            new Thread(() -> read.add(store.get("k" + i).orElseThrow().length))));
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(read).hasSize(16).containsOnly(200 * KIB);
        }
    }
}
