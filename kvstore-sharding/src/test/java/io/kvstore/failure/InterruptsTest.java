package io.kvstore.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kvstore.KvAdmin;
import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.KvUnavailableException;
import io.kvstore.Outcome;
import io.kvstore.ReaperConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Threads that are interrupted all the time, next to threads that are not. */
@Timeout(120)
@ExtendWith(LeakCheck.class)
class InterruptsTest {

    private static final int CALLERS = 8; // those with even numbers are interrupted
    private static final int INTERRUPTS = 30_000;

    /** What each caller last read from its own key, and the values that it may read there. */
    private final int[] last = new int[CALLERS];

    private final List<Set<Integer>> lastPossible = new ArrayList<>(Collections.nCopies(CALLERS, Set.of()));

    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    @Test
    void interruptedThreadsLoseNothingInEmbeddedFilesAndHarmNobody(@TempDir Path directory) throws Exception {
        KvConfig config = KvConfig.embedded(directory, 1)
                .reaper(ReaperConfig.defaults()
                        .withGrace(Duration.ZERO)
                        .withBatchRows(100)
                        .withPause(Duration.ZERO)
                        .withBudget(Duration.ofMillis(5)))
                .build();
        try (KvStore store = KvStore.open(config)) {
            interrupt(store, INTERRUPTS);
            assertKept(store);
        }
        assertThat(wrong).isEmpty();
        try (KvStore store = KvStore.open(config)) {
            assertKept(store);
        }
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void interruptedThreadsLoseNothingOnServersAndInMemory(Engine engine) throws Exception {
        try (KvStore store = KvStore.open(engine.newStore(1).build())) {
            interrupt(store, INTERRUPTS / 10);
            assertKept(store);
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void interruptedThreadOpensReapsLooksAndClosesFiles(@TempDir Path directory) {
        interruptedThreadOpensReapsLooksAndCloses(
                KvConfig.embedded(directory, 3).build());
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void interruptedThreadOpensReapsLooksAndCloses(Engine engine) {
        interruptedThreadOpensReapsLooksAndCloses(engine.newStore(3).build());
    }

    /** Like a thread of a pool that is shut down. */
    private static void interruptedThreadOpensReapsLooksAndCloses(KvConfig config) {
        for (int i = 0; i < 5; i++) {
            byte[] value = {(byte) i};
            Thread.currentThread().interrupt();
            try (KvStore store = KvStore.open(config)) {
                store.reaper().run();
                assertThat(store.admin().health()).hasSize(3);
                assertThat(Thread.interrupted()).as("still interrupted").isTrue();
                store.put("k", value);
                assertThat(store.get("k")).contains(value);
                assertThat(store.admin().health()).allMatch(KvAdmin.Health::up);
                Thread.currentThread().interrupt();
            }
            assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        }
        await().untilAsserted(() -> assertThat(LeakCheck.threads())
                .as("pools are closed, or these would stay")
                .noneMatch(name -> name.startsWith("kvstore-shard-")));
    }

    private void interrupt(KvStore store, int interrupts) throws InterruptedException {
        Arrays.fill(last, -1);
        List<Thread> callers = new ArrayList<>();
        IntStream.range(0, CALLERS).forEach(caller -> callers.add(new Thread(() -> call(store, caller), "c" + caller)));
        Thread operator = new Thread(() -> operate(store), "operator");
        callers.add(operator);
        callers.forEach(Thread::start);
        for (int i = 0; i < interrupts || Arrays.stream(last).anyMatch(number -> number < 1); i++) {
            callers.get(ThreadLocalRandom.current().nextInt(CALLERS / 2) * 2).interrupt();
            if (i % 4 == 0) {
                operator.interrupt();
                LockSupport.parkNanos(50_000);
            }
        }
        over = true;
        for (Thread caller : callers) {
            caller.join(TimeUnit.SECONDS.toMillis(30));
            assertThat(caller.isAlive())
                    .as("stuck: %s", Arrays.asList(caller.getStackTrace()))
                    .isFalse();
        }
    }

    private void call(KvStore store, int caller) {
        String key = "key" + caller;
        Set<Integer> possible =
                new HashSet<>(Set.of(-1)); // possible values: writes of unknown outcome may take effect late
        for (int i = 0; !over; i++) {
            try {
                int number = i;
                Optional<Outcome> failed = attempt(caller, () -> store.put(key, bytes(number)));
                if (failed.isEmpty()) {
                    possible.clear(); // puts to one key take effect in order
                }
                if (!failed.equals(Optional.of(Outcome.NOT_APPLIED))) {
                    possible.add(i);
                }
                int[] found = {Integer.MIN_VALUE};
                while (attempt(caller, () -> found[0] = number(store.get(key))).isPresent()) {
                    Thread.interrupted();
                }
                if (!possible.contains(found[0])) {
                    wrong.add("caller " + caller + " wrote " + i + ": " + failed + ", and reads " + found[0]);
                }
                last[caller] = found[0];
                lastPossible.set(caller, possible);
            } catch (RuntimeException | Error e) {
                wrong.add("caller " + caller + ": " + e);
            }
        }
    }

    private Optional<Outcome> attempt(int caller, Runnable call) {
        try {
            call.run();
            return Optional.empty();
        } catch (KvUnavailableException e) {
            if (caller % 2 == 1 || !e.getMessage().contains("interrupted")) {
                wrong.add("caller " + caller + ": " + e + " " + e.getCause());
            }
            return Optional.of(e.outcome());
        }
    }

    private void operate(KvStore store) {
        while (!over) {
            try {
                store.reaper().run();
                assertThat(store.admin().health()).hasSize(1);
            } catch (RuntimeException | Error e) {
                wrong.add("operator: " + e);
            }
        }
    }

    private void assertKept(KvStore store) {
        assertThat(Arrays.stream(last).boxed()).as("each caller got somewhere").allMatch(number -> number > 0);
        for (int caller = 0; caller < CALLERS; caller++) {
            assertThat(number(store.get("key" + caller)))
                    .as("caller %s", caller)
                    .isIn(lastPossible.get(caller));
        }
    }

    private static byte[] bytes(int number) {
        return ByteBuffer.allocate(4).putInt(number).array();
    }

    private static int number(Optional<byte[]> value) {
        return value.map(bytes -> ByteBuffer.wrap(bytes).getInt()).orElse(-1);
    }
}
