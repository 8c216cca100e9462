package io.kvstore.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.kvstore.Codec;
import io.kvstore.KvConfig;
import io.kvstore.KvException;
import io.kvstore.KvOperations;
import io.kvstore.KvStore;
import io.kvstore.KvUnavailableException;
import io.kvstore.Outcome;
import io.kvstore.ReapReport;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(LeakCheck.class)
class LifecycleTest {

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void everyCallAfterCloseIsRefusedFromAnyThread(Engine engine) throws Exception {
        KvStore store = KvStore.open(engine.newStore(2).build());
        KvOperations<String> view = store.as(Codec.string());
        store.close();
        store.close();
        byte[] value = {1};
        List<Runnable> calls = List.of(
                () -> store.get("k"),
                () -> store.getEntry("k"),
                () -> store.put("k", value),
                () -> store.put("k", value, Duration.ofMinutes(1)),
                () -> store.delete("k"),
                () -> store.putIfAbsent("k", value),
                () -> store.compareAndSet("k", 1, value),
                () -> store.expire("k", Duration.ofMinutes(1)),
                () -> store.persist("k"),
                () -> store.ttl("k"),
                () -> store.getAll(List.of("k")),
                () -> store.putAll(Map.of("k", value)),
                () -> store.deleteAll(List.of("k")),
                () -> store.reaper().reap(),
                () -> store.admin().health(),
                () -> store.admin().health(Duration.ofSeconds(1)),
                () -> view.get("k"));
        CompletableFuture.runAsync(() -> calls.forEach(call ->
                        assertThatIllegalStateException().isThrownBy(call::run).withMessage("the store is closed")))
                .get(30, TimeUnit.SECONDS);
        store.reaper().run(); // does not throw, as schedulers need
    }

    /** A call while another thread closes the store fails with one of the two documented errors. */
    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void closingUnderLoadEndsEveryCall(Engine engine) throws Exception {
        KvStore store = KvStore.open(engine.newStore(2).build());
        CountDownLatch busy = new CountDownLatch(200);
        List<CompletableFuture<Throwable>> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String key = "k" + i;
            callers.add(CompletableFuture.supplyAsync(() -> {
                while (true) {
                    try {
                        store.put(key, new byte[100]);
                        store.putAll(Map.of(key, new byte[1], key + "x", new byte[1], key + "y", new byte[1]));
                        busy.countDown();
                    } catch (RuntimeException e) {
                        return e;
                    }
                }
            }));
        }
        assertThat(busy.await(30, TimeUnit.SECONDS)).isTrue();
        store.close();
        for (CompletableFuture<Throwable> caller : callers) {
            assertThat(caller.get(30, TimeUnit.SECONDS))
                    .isInstanceOfAny(IllegalStateException.class, KvException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void interruptedCallerFailsClearlyAndTheStoreGoesOn(Engine engine) throws Exception {
        try (KvStore store = KvStore.open(engine.newStore(1).build())) {
            store.put("k", new byte[] {1});
            Thread caller = new Thread(() -> {
                Thread.currentThread().interrupt();
                for (int i = 0; i < 20; i++) {
                    try {
                        store.put("k", new byte[] {2});
                    } catch (KvUnavailableException e) {
                        assertThat(e).hasMessageContaining("interrupted");
                    }
                    assertThat(Thread.currentThread().isInterrupted()).isTrue();
                }
            });
            List<Throwable> thrown = new ArrayList<>();
            caller.setUncaughtExceptionHandler((thread, e) -> thrown.add(e));
            caller.start();
            caller.join();
            assertThat(thrown).isEmpty();
            store.put("k", new byte[] {3});
            assertThat(store.get("k")).contains(new byte[] {3});
        }
    }

    @Test
    void embeddedDirectoryKeepsItsKeysAndSurvivesInterrupts(@TempDir Path directory) throws Exception {
        KvConfig config = KvConfig.embedded(directory.resolve("new"), 4).build();
        try (KvStore store = KvStore.open(config)) {
            for (int i = 0; i < 100; i++) {
                store.put("k" + i, new byte[] {(byte) i});
            }
            Thread caller = new Thread(() -> {
                Thread.currentThread().interrupt();
                for (int i = 0; i < 100; i++) {
                    try {
                        store.put("k" + i, new byte[] {(byte) i});
                    } catch (KvUnavailableException e) {
                        assertThat(e.outcome()).isEqualTo(Outcome.NOT_APPLIED);
                    }
                }
            });
            caller.start();
            caller.join();
            assertThat(store.get("k7")).contains(new byte[] {7});
        }
        try (KvStore store = KvStore.open(config)) {
            for (int i = 0; i < 100; i++) {
                assertThat(store.get("k" + i)).contains(new byte[] {(byte) i});
            }
        }
    }

    /** H2 fails if several databases create one directory at the same time. Here, four shards open at the same time. */
    @Test
    void embeddedShardsOpenInAFreshDirectory(@TempDir Path directory) {
        for (int i = 0; i < 20; i++) {
            Path fresh = directory.resolve("a" + i).resolve("b");
            try (KvStore store = KvStore.open(KvConfig.embedded(fresh, 8).build())) {
                assertThat(store.admin().health())
                        .allSatisfy(health -> assertThat(health.error()).isEmpty());
            }
        }
    }

    @Test
    void embeddedMemoryIsGoneAfterClose() {
        KvConfig config = KvConfig.embedded(2).build();
        try (KvStore store = KvStore.open(config)) {
            store.put("k", new byte[] {1});
        }
        try (KvStore store = KvStore.open(config)) {
            assertThat(store.get("k")).isEmpty();
        }
    }

    @Test
    void reaperIsHarmlessToItsScheduleWhateverHappens() throws ExecutionException, InterruptedException {
        KvConfig config = KvConfig.embedded(1)
                .reaperFactory((shards, bounds) -> () -> {
                    throw new IllegalStateException("a bad reaper");
                })
                .build();
        try (KvStore store = KvStore.open(config)) {
            CompletableFuture.runAsync(store.reaper()).get();
            assertThatIllegalStateException().isThrownBy(() -> {
                ReapReport report = store.reaper().reap();
                assertThat(report).isNull();
            });
        }
    }
}
