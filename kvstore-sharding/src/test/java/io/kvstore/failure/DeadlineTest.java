package io.kvstore.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.kvstore.BackpressureConfig;
import io.kvstore.Codec;
import io.kvstore.KvBatchException;
import io.kvstore.KvConfig;
import io.kvstore.KvException;
import io.kvstore.KvOverloadedException;
import io.kvstore.KvStore;
import io.kvstore.KvUnavailableException;
import io.kvstore.KvView;
import io.kvstore.LaneConfig;
import io.kvstore.Outcome;
import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import io.kvstore.engines.MySqlServer;
import io.kvstore.engines.NeedsMySql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link KvStore#with(Duration)}: calls end in time, whatever blocks them. */
@Timeout(120)
@ExtendWith(LeakCheck.class)
class DeadlineTest {

    private static final Duration DEADLINE = Duration.ofMillis(200);
    private static final Duration GRACE = Duration.ofMillis(50);
    private static final Duration NEVER = Duration.ofSeconds(20); // longer than any deadline in the tests
    private static final byte[] VALUE = {1};
    private static final int TRIES = 30; // other processes may delay a thread, but not every time
    private static final int MANY = 10_000; // keys, in three portions

    private static KvConfig.Builder patient(ShardConfig shard) {
        return KvConfig.builder()
                .shard(shard)
                .pool(PoolConfig.defaults()
                        .withAcquireTimeout(NEVER)
                        .withConnectTimeout(NEVER)
                        .withSocketTimeout(NEVER)
                        .withLockWaitTimeout(Duration.ofSeconds(10)))
                .closeTimeout(Duration.ofMinutes(1));
    }

    private static Map<String, byte[]> entries(int count) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        IntStream.range(0, count).forEach(i -> entries.put("key" + i, VALUE));
        return entries;
    }

    /** A call that is blocked. */
    private interface HeldUp {
        void on(KvView view) throws Exception;

        default Throwable error(KvView view) {
            Throwable thrown = catchThrowable(() -> on(view));
            return thrown instanceof ExecutionException ? thrown.getCause() : thrown;
        }
    }

    private static void get(CompletableFuture<?> future) throws Exception {
        future.get(NEVER.toSeconds(), TimeUnit.SECONDS);
    }

    /** Repeats the call until it ended in time. It never misses its deadline by much. Returns the first exception. */
    private static KvException late(KvStore store, HeldUp call) {
        List<Throwable> thrown = new ArrayList<>();
        Duration took;
        do {
            long start = System.nanoTime();
            thrown.add(call.error(store.with(DEADLINE)));
            took = Duration.ofNanos(System.nanoTime() - start);
            assertThat(took).isBetween(DEADLINE, DEADLINE.plusSeconds(5));
        } while (took.compareTo(DEADLINE.plus(GRACE)) > 0 && thrown.size() < TRIES);
        assertThat(took).isLessThanOrEqualTo(DEADLINE.plus(GRACE));
        assertThat(thrown).allMatch(KvException.class::isInstance);
        return (KvException) thrown.get(0);
    }

    private static Arguments read(String name, HeldUp call) {
        return arguments(name, Outcome.NOT_APPLIED, call);
    }

    private static Arguments write(String name, HeldUp call) {
        return arguments(name, Outcome.UNKNOWN, call);
    }

    private static Stream<Arguments> calls() {
        Map<String, byte[]> many = entries(MANY);
        return Stream.of(
                read("get", view -> view.get("key0")),
                read("typed get", view -> view.as(Codec.string()).get("key0")),
                read("getAll", view -> view.getAll(many.keySet())),
                read("async get", view -> get(view.async().get("key0"))),
                read(
                        "async typed get",
                        view -> get(view.async().as(Codec.string()).get("key0"))),
                read("async getAll", view -> get(view.async().getAll(many.keySet()))),
                write("put", view -> view.put("key0", VALUE)),
                write("delete", view -> view.delete("key0")),
                write("compareAndSet", view -> view.compareAndSet("key0", 1, VALUE)),
                write("typed put", view -> view.as(Codec.string()).put("key0", "v")),
                write("putAll", view -> view.putAll(many)),
                write("deleteAll", view -> view.deleteAll(many.keySet())),
                write("async put", view -> get(view.async(Runnable::run).put("key0", VALUE))),
                write("async putAll", view -> get(view.async().putAll(many))),
                write("async deleteAll", view -> get(view.async(Runnable::run).deleteAll(many.keySet()))));
    }

    /** The socket timeout is long, so a thread that sends a statement would wait for it. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    @NeedsMySql
    void callOnAFrozenServerEndsInTime(String name, Outcome outcome, HeldUp call) {
        try (KvStore store =
                KvStore.open(patient(Frozen.SERVER.newDatabase("a")).build())) {
            store.putAll(entries(300));
            KvException error;
            Frozen.SERVER.freeze();
            try {
                error = late(store, call);
            } finally {
                Frozen.SERVER.thaw();
            }
            assertThat(error.outcome()).isEqualTo(outcome);
            if (error instanceof KvBatchException batch) {
                assertThat(batch.failures()).hasSize(MANY);
                assertThat(batch.failures().values())
                        .extracting(KvException::outcome)
                        .contains(Outcome.NOT_APPLIED, outcome);
            }
            store.put("key0", new byte[] {2});
            assertThat(store.get("key0")).as("%s, thawed", name).contains(new byte[] {2});
        }
    }

    /** Started when first used. It stops with the JVM. */
    private static final class Frozen {
        static final MySqlServer SERVER = MySqlServer.start(Map.of());
    }

    private static Connection hold(ShardConfig shard) throws SQLException {
        Connection connection = Engine.connect(shard);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED); // no gap locks
        connection.setAutoCommit(false);
        connection.createStatement().execute("UPDATE kv_default SET version = version + 1");
        return connection;
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void writeInFlightIsUnknownAndItsKeyIsBlockedUntilItEnds(Engine engine) throws Exception {
        ShardConfig shard = engine.newShards(1).get(0);
        try (KvStore store = KvStore.open(patient(shard).build())) {
            store.put("key", VALUE);
            KvException out;
            KvException next;
            CompletableFuture<Boolean> last;
            try (Connection holder = hold(shard)) {
                out = late(store, view -> view.put("key", new byte[] {2}));
                next = late(store, view -> get(view.async().persist("key")));
                last = store.async().delete("key");
                holder.rollback();
            }
            assertThat(out).isInstanceOf(KvUnavailableException.class).hasMessageContaining("not done within PT0.2S");
            assertThat(out.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(next.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(last.get(NEVER.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(store.get("key")).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void deadlineCoversTheWaitForRoom(Engine engine) throws Exception {
        ShardConfig shard = engine.newShards(1).get(0);
        KvConfig config = patient(shard)
                .backpressure(BackpressureConfig.defaults().withMaxCalls(1).withMaxWait(NEVER))
                .build();
        try (KvStore store = KvStore.open(config)) {
            store.put("key", VALUE);
            CompletableFuture<Void> out;
            try (Connection holder = hold(shard)) {
                out = store.async().put("key", VALUE);
                List<HeldUp> calls = List.of(
                        view -> view.get("a"), view -> get(view.async().get("a")), view -> view.put("b", VALUE));
                for (HeldUp call : calls) {
                    KvException error = late(store, call);
                    assertThat(error)
                            .isInstanceOf(KvOverloadedException.class)
                            .hasMessageContaining("no room within PT0.2S");
                }
                assertThat(late(store, view -> view.getAll(List.of("a", "b"))).outcome())
                        .isEqualTo(Outcome.NOT_APPLIED);
                holder.rollback();
            }
            get(out);
            assertThat(store.with(NEVER).get("b")).isEmpty();
        }
    }

    @Test
    void longDeadlineOutlivesTheTimeoutOfTheLanes() throws Exception {
        ShardConfig shard = Engine.H2.newShards(1).get(0);
        KvConfig config = patient(shard)
                .lanes(LaneConfig.defaults().withTimeout(DEADLINE))
                .build();
        try (KvStore store = KvStore.open(config)) {
            store.put("key", VALUE);
            CompletableFuture<Void> longer;
            try (Connection holder = hold(shard)) {
                CompletableFuture<Void> usual = store.async().put("key", VALUE);
                longer = store.with(NEVER).async().put("key", new byte[] {2});
                assertThat(store.with(DEADLINE).with(NEVER).get("key")).contains(VALUE);
                assertThatThrownBy(() -> get(store.async().put("key", VALUE)))
                        .hasMessageContaining("not done within PT0.2S");
                holder.rollback();
                get(usual);
            }
            get(longer);
            assertThat(store.get("key")).contains(new byte[] {2});
        }
    }

    @Test
    void badDeadlinesAreRefused() {
        try (KvStore store = KvStore.open(KvConfig.embedded(1).build())) {
            Duration most = Duration.ofMinutes(10);
            for (Duration bad : List.of(Duration.ZERO, Duration.ofMillis(-1), most.plusNanos(1))) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> store.with(bad))
                        .withMessage("the deadline is " + bad + ": it must be more than 0, and PT10M at most; without"
                                + " one, lanes.timeout bounds a call");
            }
            assertThatNullPointerException().isThrownBy(() -> store.with(null)).withMessage("deadline");
            assertThat(store.with(most).get("key")).isEmpty();
            assertThat(store.with(Duration.ofNanos(1)).with(most).get("key")).isEmpty();
        }
    }
}
