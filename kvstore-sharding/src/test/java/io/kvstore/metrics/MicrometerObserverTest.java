package io.kvstore.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kvstore.KvConfig;
import io.kvstore.KvObserver.Call;
import io.kvstore.KvServerException;
import io.kvstore.KvStore;
import io.kvstore.KvUnavailableException;
import io.kvstore.Operation;
import io.kvstore.Outcome;
import io.kvstore.PoolConfig;
import io.kvstore.ReapReport;
import io.kvstore.ReaperConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MicrometerObserverTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MicrometerObserver observer = new MicrometerObserver(registry);

    @Test
    void eachStatementIsTimedByShardOperationAndOutcome() {
        try (KvStore store =
                KvStore.open(KvConfig.embedded(1).observer(observer).build())) {
            store.put("a", new byte[1]);
            store.put("b", new byte[1]);
            store.get("a");
            store.getAll(List.of("a", "b"));
        }
        assertThat(timer("shard-0", Operation.write("put"), "ok").count()).isEqualTo(2);
        assertThat(timer("shard-0", Operation.write("put"), "ok").totalTime(TimeUnit.NANOSECONDS))
                .isPositive();
        assertThat(timer("shard-0", Operation.read("get"), "ok").count()).isEqualTo(1);
        assertThat(timer("shard-0", Operation.GET_ALL, "ok").count()).isEqualTo(1);
        assertThat(timer("shard-0", Operation.write("put"), "unknown").count()).isZero();
        assertThat(registry.get(MicrometerObserver.RETRIES).counters())
                .allSatisfy(counter -> assertThat(counter.count()).isZero());
    }

    @Test
    void aBatchIsTimedOnEachShardItTouches() {
        try (KvStore store =
                KvStore.open(KvConfig.embedded(2).observer(observer).build())) {
            Map<String, byte[]> entries = new HashMap<>();
            for (int i = 0; i < 100; i++) {
                entries.put("key-" + i, new byte[1]);
            }
            store.putAll(entries);
        }
        assertThat(timer("shard-0", Operation.PUT_ALL, "ok").count()).isEqualTo(1);
        assertThat(timer("shard-1", Operation.PUT_ALL, "ok").count()).isEqualTo(1);
    }

    @Test
    void aShardThatCannotBeReachedIsNotApplied() throws Exception {
        try (KvStore store = KvStore.open(KvConfig.builder()
                .shard("down", "jdbc:mysql://127.0.0.1:" + closedPort() + "/kv", "kv", "kv")
                .pool(PoolConfig.defaults()
                        .withAcquireTimeout(Duration.ofMillis(250))
                        .withConnectTimeout(Duration.ofMillis(250)))
                .observer(observer)
                .build())) {
            assertThatThrownBy(() -> store.get("a")).isInstanceOf(KvUnavailableException.class);
        }
        assertThat(timer("down", Operation.read("get"), "not_applied").count()).isEqualTo(1);
        assertThat(timer("down", Operation.read("get"), "ok").count()).isZero();
    }

    @Test
    void retriesAndUnknownOutcomesAreCounted() {
        observer.onCall(new Call("s", Operation.write("put"), 5_000_000, 3, Optional.empty()));
        observer.onCall(new Call(
                "s",
                Operation.write("put"),
                7_000_000,
                2,
                Optional.of(new KvServerException("s", "lost", Outcome.UNKNOWN, 2013, null))));
        assertThat(registry.get(MicrometerObserver.RETRIES)
                        .tags("shard", "s", "operation", "put")
                        .counter()
                        .count())
                .isEqualTo(5);
        assertThat(timer("s", Operation.write("put"), "ok").totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(5);
        assertThat(timer("s", Operation.write("put"), "unknown").totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(7);
    }

    @Test
    void thePoolsOfEachShardAreGauges() {
        try (KvStore store = KvStore.open(KvConfig.embedded(2)
                .pool(PoolConfig.defaults().withMaxConnections(7))
                .observer(observer)
                .build())) {
            observer.bindTo(store);
            await().untilAsserted(() -> assertThat(List.of("shard-0", "shard-1"))
                    .allSatisfy(shard -> {
                        assertThat(gauge(MicrometerObserver.POOL_MAX, shard)).isEqualTo(7);
                        assertThat(gauge(MicrometerObserver.POOL_ACTIVE, shard)).isZero();
                        assertThat(gauge(MicrometerObserver.POOL_WAITING, shard))
                                .isZero();
                        assertThat(gauge(MicrometerObserver.POOL_IDLE, shard)).isBetween(1.0, 7.0);
                    }));
        }
    }

    private static KvConfig.Builder withConnections(int shards, int max) {
        return KvConfig.embedded(shards).pool(PoolConfig.defaults().withMaxConnections(max));
    }

    @Test
    void gaugesAreThoseOfTheStoreThatWasBoundLast() {
        KvStore first = KvStore.open(withConnections(2, 7).build());
        observer.bindTo(first);
        try (KvStore second = KvStore.open(withConnections(1, 5).build())) {
            observer.bindTo(second);
            assertThat(gauge(MicrometerObserver.POOL_MAX, "shard-0")).isEqualTo(5);
            assertThat(gauge(MicrometerObserver.POOL_MAX, "shard-1")).isEqualTo(7);
            first.close();
            await().until(() -> scrape(MicrometerObserver.POOL_MAX).size() == 1);
            assertThat(gauge(MicrometerObserver.POOL_MAX, "shard-0")).isEqualTo(5);
        }
    }

    /** Prometheus also reads every gauge. */
    private List<Double> scrape(String name) {
        return registry.find(name).gauges().stream().map(Gauge::value).toList();
    }

    @Test
    void gaugesOfAClosedStoreGoAndTheStoreWithThem() throws Exception {
        KvStore store = KvStore.open(withConnections(2, 7).build());
        observer.bindTo(store);
        store.close();
        await().until(() -> scrape(MicrometerObserver.POOL_MAX).isEmpty());
        assertThat(registry.getMeters()).isEmpty();
        WeakReference<KvStore> gone = new WeakReference<>(store);
        store = null;
        await().until(() -> {
            System.gc();
            return gone.refersTo(null);
        });
    }

    @Test
    void storesWithTagsOfTheirOwnShareARegistry() {
        MicrometerObserver other = new MicrometerObserver(registry, Tags.of("namespace", "other"));
        try (KvStore store =
                        KvStore.open(withConnections(1, 7).observer(observer).build());
                KvStore beside =
                        KvStore.open(withConnections(1, 5).observer(other).build())) {
            observer.bindTo(store);
            other.bindTo(beside);
            beside.put("a", new byte[1]);
        }
        assertThat(registry.get(MicrometerObserver.POOL_MAX)
                        .tag("namespace", "other")
                        .gauge()
                        .value())
                .isEqualTo(5);
        assertThat(registry.get(MicrometerObserver.POOL_MAX).gauges()).hasSize(2);
        assertThat(registry.get(MicrometerObserver.CALLS)
                        .tags("namespace", "other", "operation", "put", "outcome", "ok")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void backlogIsThatOfTheReportsThatComeNow() {
        new ReapMetrics(registry).record(report(Duration.ofMinutes(5)));
        ReapMetrics reopened = new ReapMetrics(registry);
        reopened.record(report(Duration.ofSeconds(1)));
        assertThat(registry.get(ReapMetrics.BACKLOG).timeGauge().value(TimeUnit.SECONDS))
                .isEqualTo(1);
        assertThat(registry.get(ReapMetrics.ROWS).counter().count()).isEqualTo(6);
    }

    private static ReapReport report(Duration oldest) {
        return new ReapReport(
                List.of(new ReapReport.Shard("shard-0", 3, Duration.ZERO, true, Optional.of(oldest), Optional.empty())),
                Duration.ZERO);
    }

    @Test
    void whatTheReaperDidIsCountedByShard() {
        KvConfig config = KvConfig.embedded(1)
                .reaper(ReaperConfig.defaults().withGrace(Duration.ZERO))
                .build();
        ReapMetrics metrics = new ReapMetrics(registry);
        try (KvStore store = KvStore.open(config)) {
            store.put("a", new byte[1]);
            store.delete("a");
            metrics.record(store.reaper().reap());
            metrics.record(store.reaper().reap());
        }
        assertThat(registry.get(ReapMetrics.ROWS)
                        .tag("shard", "shard-0")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get(ReapMetrics.FAILURES)
                        .tag("shard", "shard-0")
                        .counter()
                        .count())
                .isZero();
        assertThat(registry.get(ReapMetrics.BACKLOG)
                        .tag("shard", "shard-0")
                        .timeGauge()
                        .value(TimeUnit.SECONDS))
                .isZero();
    }

    private Timer timer(String shard, Operation operation, String outcome) {
        return registry.get(MicrometerObserver.CALLS)
                .tags("shard", shard, "operation", operation.toString(), "outcome", outcome)
                .timer();
    }

    private double gauge(String name, String shard) {
        return registry.get(name).tag("shard", shard).gauge().value();
    }

    private static int closedPort() throws java.io.IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
