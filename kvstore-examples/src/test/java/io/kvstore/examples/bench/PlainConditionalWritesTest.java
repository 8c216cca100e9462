package io.kvstore.examples.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.KvConfig;
import io.kvstore.examples.bench.ConditionalWrites.CompareAndSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each conditional write of a plain baseline has the same effect as that of the store. */
class PlainConditionalWritesTest {

    private static final int CALLERS = 4;
    private static final Duration HOUR = Duration.ofHours(1);

    private final KvConfig config = KvConfig.embedded(2).build();

    @AutoClose
    private final Servers servers = new Servers(config);

    @ParameterizedTest
    @EnumSource
    void expireSaysWhetherTheKeyIsThere(PlainBaseline baseline) throws SQLException {
        try (Contender contender = baseline.open("some", servers, 2)) {
            ConditionalWrites writes = contender.conditional();
            assertThat(writes.expire("key", HOUR)).isFalse();

            contender.put("key", bytes("one"));
            assertThat(writes.expire("key", HOUR)).isTrue();
            assertThat(EveryShard.update(config, "UPDATE bench_raw SET v = v WHERE expires_at < 9000000000000000000"))
                    .isOne();
            assertThat(contender.get("key")).isPresent();

            EveryShard.update(config, "UPDATE bench_raw SET expires_at = 1");
            assertThat(writes.expire("key", HOUR)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void putIfAbsentSetsWhatIsAbsentOrExpired(PlainBaseline baseline) throws SQLException {
        try (Contender contender = baseline.open("some", servers, 2)) {
            ConditionalWrites writes = contender.conditional();
            assertThat(writes.putIfAbsent("key", bytes("one"))).isTrue();
            assertThat(writes.putIfAbsent("key", bytes("two"))).isFalse();
            assertThat(contender.get("key").orElseThrow()).asString(UTF_8).isEqualTo("one");

            EveryShard.update(config, "UPDATE bench_raw SET expires_at = 1");
            assertThat(writes.putIfAbsent("key", bytes("three"))).isTrue();
            assertThat(contender.get("key").orElseThrow()).asString(UTF_8).isEqualTo("three");
        }
    }

    @ParameterizedTest
    @EnumSource
    void compareAndSetSetsWhatIsThere(PlainBaseline baseline) throws SQLException {
        try (Contender contender = baseline.open("some", servers, 2)) {
            ConditionalWrites writes = contender.conditional();
            CompareAndSet absent = writes.compareAndSet("key", bytes("one"));
            assertThat(absent.found()).isEmpty();
            assertThat(absent.set()).isFalse();

            contender.put("key", bytes("one"));
            CompareAndSet present = writes.compareAndSet("key", bytes("two"));
            assertThat(present.found().orElseThrow()).asString(UTF_8).isEqualTo("one");
            assertThat(present.set()).isTrue();
            assertThat(contender.get("key").orElseThrow()).asString(UTF_8).isEqualTo("two");

            EveryShard.update(config, "UPDATE bench_raw SET expires_at = 1");
            assertThat(writes.compareAndSet("key", bytes("three")).found()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void getAndExpireReadsWhatIsThere(PlainBaseline baseline) throws SQLException {
        try (Contender contender = baseline.open("some", servers, 2)) {
            ConditionalWrites writes = contender.conditional();
            assertThat(writes.getAndExpire("key", HOUR)).isEmpty();

            contender.put("key", bytes("one"));
            assertThat(writes.getAndExpire("key", HOUR).orElseThrow())
                    .asString(UTF_8)
                    .isEqualTo("one");
            assertThat(EveryShard.update(config, "UPDATE bench_raw SET v = v WHERE expires_at < 9000000000000000000"))
                    .isOne();

            EveryShard.update(config, "UPDATE bench_raw SET expires_at = 1");
            assertThat(writes.getAndExpire("key", HOUR)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void incrementStartsFromZeroIfTheKeyIsAbsentOrExpired(PlainBaseline baseline) throws SQLException {
        try (Contender contender = baseline.open("some", servers, 2)) {
            ConditionalWrites writes = contender.conditional();
            assertThat(writes.increment("key")).isEqualTo(1);
            assertThat(writes.increment("key")).isEqualTo(2);
            contender.put("key", bytes("-1"));
            assertThat(writes.increment("key")).isZero();
            contender.put("key", bytes("99"));
            assertThat(writes.increment("key")).isEqualTo(100);
            assertThat(contender.get("key").orElseThrow()).asString(UTF_8).isEqualTo("100");

            EveryShard.update(config, "UPDATE bench_raw SET expires_at = 1");
            assertThat(writes.increment("key")).isEqualTo(1);
            assertThat(writes.increment("key")).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noTwoIncrementsGetTheSameSum(PlainBaseline baseline) throws Exception {
        Set<Long> sums = ConcurrentHashMap.newKeySet();
        ExecutorService executor = Executors.newFixedThreadPool(CALLERS);
        try (Contender contender = baseline.open("some", servers, CALLERS)) {
            List<Future<?>> callers = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                callers.add(executor.submit(() -> {
                    for (int i = 0; i < 300; i++) {
                        sums.add(contender.conditional().increment("key"));
                    }
                }));
            }
            for (Future<?> caller : callers) {
                caller.get();
            }
            assertThat(contender.conditional().increment("key")).isEqualTo(CALLERS * 300L + 1);
        } finally {
            executor.shutdownNow();
        }
        assertThat(sums).hasSize(CALLERS * 300);
    }

    /** Each value is put once. If two callers replace the same value, an update is lost. */
    @ParameterizedTest
    @EnumSource
    void noTwoCompareAndSetsReplaceTheSameValue(PlainBaseline baseline) throws Exception {
        Set<String> replaced = ConcurrentHashMap.newKeySet();
        AtomicInteger wins = new AtomicInteger();
        ExecutorService executor = Executors.newFixedThreadPool(CALLERS);
        try (Contender contender = baseline.open("some", servers, CALLERS)) {
            contender.put("key", bytes("start"));
            List<Future<?>> callers = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                String name = caller + "-";
                callers.add(executor.submit(() -> {
                    for (int i = 0; i < 300; i++) {
                        CompareAndSet done = contender.conditional().compareAndSet("key", bytes(name + i));
                        if (done.set()) {
                            wins.incrementAndGet();
                            replaced.add(new String(done.found().orElseThrow(), UTF_8));
                        }
                    }
                }));
            }
            for (Future<?> caller : callers) {
                caller.get();
            }
        } finally {
            executor.shutdownNow();
        }
        assertThat(wins.get()).isPositive();
        assertThat(replaced).hasSize(wins.get());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
