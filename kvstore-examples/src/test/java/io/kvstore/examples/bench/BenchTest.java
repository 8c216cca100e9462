package io.kvstore.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvstore.KvConfig;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class BenchTest {

    private static final KvConfig.Builder SHARDS = KvConfig.embedded(2);

    private final Setup setup = new Setup(
            SHARDS.namespace(BenchCommand.NAMESPACE).build(),
            List.of(PlainBaseline.RAW, PlainBaseline.JDBI),
            List.of(3),
            OptionalInt.of(1));

    @Test
    void measuresEveryWorkloadOfEveryContenderInEveryRound() throws InterruptedException {
        Plan plan = plan(List.of(1, 3), List.of(Workload.GET, Workload.PUT, Workload.mixed(0.5)), 2);

        Results results;
        try (Entrants entrants = new Entrants(setup, plan, false)) {
            results = new Bench(plan, entrants.all()).run();
        }

        assertThat(results.points()).hasSize(2 * 5 * 4);
        assertThat(results.measurements()).hasSize(2 * 5 * 4 * 2).allSatisfy(measurement -> {
            assertThat(measurement.values()).containsOnlyKeys(Metric.values());
            assertThat(measurement.values().get(Metric.THROUGHPUT)).isPositive();
            assertThat(measurement.values().get(Metric.P99))
                    .isBetween(
                            measurement.values().get(Metric.P50),
                            measurement.values().get(Metric.MAX));
        });
    }

    @Test
    void contendersTakeTurnsAndSwapFromRoundToRound() throws InterruptedException {
        List<String> order = new ArrayList<>();

        Plan plan = plan(List.of(1), List.of(Workload.GET), 3);
        try (Entrants entrants = new Entrants(setup, plan, false)) {
            new Bench(plan, entrants.all())
                    .run()
                    .measurements()
                    .forEach(measurement -> order.add(measurement.point().contender()));
        }

        assertThat(order)
                .containsExactly(
                        "kvstore", "raw", "jdbi", "limit", "limit", "kvstore", "raw", "jdbi", "jdbi", "limit",
                        "kvstore", "raw");
    }

    @Test
    void bothSidesAreLoadedWithTheSameRowsOnTheSameShards() throws SQLException, InterruptedException {
        Plan plan = plan(List.of(1), List.of(Workload.GET), 1);
        try (Entrants entrants = new Entrants(setup, plan, true)) {
            new Bench(plan, entrants.all()).run();

            for (var shard : setup.config().shards()) {
                try (Connection connection =
                        PlainPool.connect(shard, setup.config().pool())) {
                    assertThat(rows(connection, "SELECT COUNT(*) FROM bench_raw"))
                            .isPositive();
                    assertThat(rows(connection, """
                            SELECT COUNT(*) FROM bench_raw r JOIN kv_bench s
                            ON SUBSTRING(s.k, 9) = r.k AND s.v = r.v AND s.expires_at = r.expires_at"""))
                            .isEqualTo(rows(connection, "SELECT COUNT(*) FROM bench_raw"))
                            .isEqualTo(rows(connection, "SELECT COUNT(*) FROM kv_bench"));
                }
            }
        }
    }

    @Test
    void aValueThatWasLoadedAndIsGoneIsAnError() {
        assertThatThrownBy(() -> runWithFault(value -> Optional.empty()))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("returned absent, but the key was put");
    }

    @Test
    void aValueThatComesBackChangedIsAnError() {
        assertThatThrownBy(() -> runWithFault(value -> value.map(bytes -> {
                    bytes[bytes.length - 1]++;
                    return bytes;
                })))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("bytes that were never put");
    }

    @Test
    void aCallThatFailsEndsTheRunAndIsShown() {
        assertThatThrownBy(() -> runWithFault(value -> {
                    throw new IllegalStateException("disk on fire");
                }))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("kvstore: ")
                .hasMessageContaining("callers failed, first with: disk on fire");
    }

    /** The real store, but one get in a hundred returns a wrong result. */
    private void runWithFault(UnaryOperator<Optional<byte[]>> fault) throws InterruptedException {
        AtomicInteger gets = new AtomicInteger();
        try (Contender real = new StoreContender(setup.config())) {
            Contender faulty = new Contender() {
                @Override
                public String name() {
                    return real.name();
                }

                @Override
                public Rows rows() {
                    return real.rows();
                }

                @Override
                public Optional<byte[]> get(String key) {
                    Optional<byte[]> value = real.get(key);
                    return gets.incrementAndGet() % 100 == 0 ? fault.apply(value) : value;
                }

                @Override
                public void put(String key, byte[] value) {
                    real.put(key, value);
                }

                @Override
                public void close() {}
            };
            Plan untilItFails = new Plan(
                    new Crowd(List.of(2), CallerThreads.PLATFORM, OptionalInt.empty()),
                    List.of(Workload.GET),
                    Duration.ofMinutes(5),
                    Duration.ZERO,
                    1,
                    50,
                    new KeyDistribution.Uniform(),
                    64,
                    1);
            new Bench(untilItFails, List.of(new ClosedLoop(faulty, untilItFails, new NewKeys(untilItFails)))).run();
        }
    }

    private static Plan plan(List<Integer> callers, List<Workload> workloads, int rounds) {
        return new Plan(
                new Crowd(callers, CallerThreads.PLATFORM, OptionalInt.empty()),
                workloads,
                Duration.ofMillis(300),
                Duration.ofMillis(50),
                rounds,
                1_500,
                new KeyDistribution.Zipf(0.99),
                64,
                1);
    }

    private static long rows(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }
}
