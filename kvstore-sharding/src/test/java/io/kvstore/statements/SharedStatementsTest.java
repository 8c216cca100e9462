package io.kvstore.statements;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kvstore.KvConfig;
import io.kvstore.KvException;
import io.kvstore.KvObserver;
import io.kvstore.KvServerException;
import io.kvstore.KvStore;
import io.kvstore.KvUnavailableException;
import io.kvstore.LaneConfig;
import io.kvstore.Operation;
import io.kvstore.Outcome;
import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import io.kvstore.engines.Stall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Concurrent calls that share statements, on real servers. */
@ExtendWith(LeakCheck.class)
class SharedStatementsTest {

    /** So that even a few calls wait while a statement is in flight. */
    private static final LaneConfig ONE_AT_A_TIME =
            LaneConfig.defaults().withReads(1).withWrites(1).withConditionals(1);

    private final ConcurrentLinkedQueue<KvObserver.Call> statements = new ConcurrentLinkedQueue<>();
    private final Map<String, Optional<KvException>> outcomes = new ConcurrentHashMap<>();
    private final List<Thread> callers = new ArrayList<>();

    private KvConfig config(Engine engine, LaneConfig lanes) {
        return engine.newStore(1).observer(statements::add).lanes(lanes).build();
    }

    private Thread start(String name, Runnable call) {
        Thread caller = new Thread(() -> {
            try {
                call.run();
                outcomes.put(name, Optional.empty());
            } catch (KvException e) {
                outcomes.put(name, Optional.of(e));
            }
        });
        callers.add(caller);
        caller.start();
        return caller;
    }

    private void join() throws InterruptedException {
        for (Thread caller : callers) {
            caller.join(TimeUnit.SECONDS.toMillis(60));
            assertThat(caller.isAlive()).as("still waiting").isFalse();
        }
    }

    /** Starts a put. Returns when its statement is stalled. */
    private void lead(KvStore store, Stall stall, String key, String value) {
        start(value, () -> store.put(key, value.getBytes(UTF_8)));
        stall.awaitStatements(1);
    }

    /** Starts a put. Returns when it waits in its lane. */
    private void queue(KvStore store, String key, String value) {
        Thread caller = start(value, () -> store.put(key, value.getBytes(UTF_8)));
        await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void everyCallerReadsItsOwnWritesWhateverElseTheirStatementsCarry(Engine engine) throws Exception {
        KvConfig config = config(engine, LaneConfig.defaults());
        AtomicInteger wrong = new AtomicInteger();
        int threads = 16;
        int rounds = 200;
        try (KvStore store = KvStore.open(config)) {
            for (int t = 0; t < threads; t++) {
                byte id = (byte) t;
                start("caller " + t, () -> {
                    for (int i = 0; i < rounds; i++) {
                        byte[] value = {id, (byte) i};
                        store.put("own" + id, value);
                        store.put("hot", value);
                        boolean own = store.get("own" + id)
                                .filter(v -> v[0] == id && v[1] == value[1])
                                .isPresent();
                        boolean hot =
                                store.get("hot").filter(v -> v.length == 2).isPresent();
                        boolean absent = store.get("absent" + id).isEmpty();
                        wrong.addAndGet(own && hot && absent ? 0 : 1);
                    }
                });
            }
            join();
            assertThat(outcomes.values())
                    .hasSize(threads)
                    .allSatisfy(error -> assertThat(error).isEmpty());
            assertThat(wrong).hasValue(0);
            assertThat(statements).as("fewer statements than calls").hasSizeLessThan(threads * rounds * 5);
            assertThat(statements).anyMatch(one -> one.operation().equals(Operation.GET_ALL));
            assertThat(statements).anyMatch(one -> one.operation().equals(Operation.PUT_ALL));
            // If one caller changes its array, other callers do not see it.
            store.get("hot").orElseThrow()[0] = 99;
            assertThat(store.get("hot").orElseThrow()[0]).isNotEqualTo((byte) 99);
        }
    }

    /** The first statement is stalled, so that the others share the next. */
    @Test
    void lastOfSeveralPutsToOneKeyStays() throws Exception {
        KvConfig config = config(Engine.MARIADB, LaneConfig.defaults());
        try (KvStore store = KvStore.open(config)) {
            store.put("k", new byte[] {1});
            statements.clear();
            try (Stall stall = Stall.writes(config.shards().get(0))) {
                lead(store, stall, "k", "first");
                for (String value : List.of("second", "third", "fourth", "fifth")) {
                    queue(store, "k", value);
                }
            }
            join();
            assertThat(store.get("k")).contains("fifth".getBytes(UTF_8));
            assertThat(statements).filteredOn(one -> !one.operation().isRead()).hasSize(2);
        }
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#servers")
    void memberAtFaultFailsAloneAndTheOthersAreDone(Engine engine) throws Exception {
        KvConfig config = config(engine, ONE_AT_A_TIME);
        ShardConfig shard = config.shards().get(0);
        try (KvStore store = KvStore.open(config)) {
            store.put("k", new byte[] {1});
            Engine.execute(shard, "ALTER TABLE kv_default ADD CONSTRAINT no_poison CHECK (v <> 'poison')");
            try (Stall stall = Stall.writes(shard)) {
                lead(store, stall, "k", "holds the lane up");
                queue(store, "a", "good");
                queue(store, "b", "poison");
                queue(store, "c", "better");
                queue(store, "d", "best");
            }
            join();
            assertThat(outcomes.get("poison").orElseThrow())
                    .isInstanceOf(KvServerException.class)
                    .satisfies(error -> assertThat(error.outcome()).isEqualTo(Outcome.NOT_APPLIED));
            assertThat(List.of(outcomes.get("good"), outcomes.get("better"), outcomes.get("best")))
                    .allSatisfy(error -> assertThat(error).isEmpty());
            assertThat(store.getAll(List.of("a", "b", "c", "d"))).containsOnlyKeys("a", "c", "d");
        }
    }

    /** Also while it waits for a connection. */
    @Test
    void interruptOfTheLeaderDoesNotAffectOtherCallers() throws Exception {
        KvConfig config = Engine.MARIADB
                .newStore(1)
                .pool(PoolConfig.defaults()
                        .withMaxConnections(1)
                        .withAcquireTimeout(Duration.ofSeconds(30))
                        .withConnectTimeout(Duration.ofSeconds(5))
                        .withSocketTimeout(Duration.ofSeconds(40))
                        .withLockWaitTimeout(Duration.ofSeconds(30)))
                .build();
        ShardConfig shard = config.shards().get(0);
        try (KvStore store = KvStore.open(config)) {
            store.putAll(Map.of("a", new byte[] {1}, "b", new byte[] {2}));
            try (Stall stall = Stall.writes(shard)) {
                lead(store, stall, "k", "has the only connection");
                Thread alone = start("alone", () -> store.get("a"));
                await().until(() -> waitsForAConnection(store));
                Thread leader = start("leader", () -> {
                    assertThat(store.get("a")).contains(new byte[] {1});
                    assertThat(Thread.interrupted()).as("still interrupted").isTrue();
                });
                await().until(() -> leader.getState() == Thread.State.TIMED_WAITING);
                Thread led = start("led", () -> assertThat(store.get("b")).contains(new byte[] {2}));
                await().until(() -> led.getState() == Thread.State.TIMED_WAITING);
                alone.interrupt();
                alone.join();
                await().until(() -> waitsForAConnection(store));
                leader.interrupt();
                await().until(() -> !leader.isInterrupted() && waitsForAConnection(store));
            }
            join();
            assertThat(outcomes.get("alone").orElseThrow()).hasMessageContaining("interrupted");
            assertThat(outcomes.get("leader")).isEmpty();
            assertThat(outcomes.get("led")).isEmpty();
        }
    }

    private static boolean waitsForAConnection(KvStore store) {
        return store.admin().pools().get(0).waiting() == 1;
    }

    @Test
    void callerWhoseTimeIsUpLeavesTheLaneAndNothingWasApplied() throws Exception {
        KvConfig config = config(Engine.MARIADB, LaneConfig.defaults().withTimeout(Duration.ofMillis(50)));
        try (KvStore store = KvStore.open(config)) {
            store.put("k", new byte[] {1});
            try (Stall stall = Stall.writes(config.shards().get(0))) {
                lead(store, stall, "k", "leads");
                Thread gaveUp = start("waits", () -> store.put("k", new byte[] {2}));
                gaveUp.join();
            }
            join();
            assertThat(outcomes.get("waits").orElseThrow())
                    .isInstanceOf(KvUnavailableException.class)
                    .hasMessageContaining("not done within PT0.05S")
                    .satisfies(error -> assertThat(error.outcome()).isEqualTo(Outcome.NOT_APPLIED));
            assertThat(store.get("k")).contains("leads".getBytes(UTF_8));
        }
    }
}
