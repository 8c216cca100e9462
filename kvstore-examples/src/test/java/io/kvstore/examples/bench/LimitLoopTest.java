package io.kvstore.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvstore.KvConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class LimitLoopTest {

    private static final Span SHORT = new Span(Duration.ZERO, Duration.ofMillis(300));

    private final KvConfig config = KvConfig.embedded(3).build();

    @AutoClose
    private final Servers servers = new Servers(config);

    private LimitLoop loaded(Plan plan) {
        DataSet data = DataSet.of(plan);
        Map<String, byte[]> rows = new HashMap<>();
        for (int number = 0; number < plan.keys(); number++) {
            rows.put(data.key(number), data.value(number, number));
        }
        servers.plainRows().load(rows);
        return new LimitLoop(servers, plan, 2);
    }

    @Test
    void getsAndPutsSixtyFourKeysByAStatement() throws InterruptedException {
        LimitLoop loop = loaded(plan(1_000, 64, new KeyDistribution.Uniform()));

        Latencies gets = loop.run(Workload.GET, 1, SHORT, new SplittableRandom(1));
        Latencies puts = loop.run(Workload.PUT, 1, SHORT, new SplittableRandom(2));

        assertThat(gets.gets().getTotalCount()).isPositive();
        assertThat(gets.gets().getTotalCount() % 64).isZero();
        assertThat(gets.puts().getTotalCount()).isZero();
        assertThat(puts.puts().getTotalCount()).isPositive();
        assertThat(puts.puts().getTotalCount() % 64).isZero();
    }

    @Test
    void whatItPutsItCanGet() throws InterruptedException {
        LimitLoop loop = loaded(plan(200, 64, new KeyDistribution.Zipf(0.99)));

        Latencies mixed = loop.run(Workload.mixed(0.5), 1, SHORT, new SplittableRandom(1));

        assertThat(mixed.gets().getTotalCount()).isPositive();
        assertThat(mixed.puts().getTotalCount()).isPositive();
    }

    @Test
    void largeValuesMakeShorterStatements() throws InterruptedException {
        LimitLoop loop = loaded(plan(6, 3_000_000, new KeyDistribution.Uniform()));

        assertThat(loop.run(Workload.GET, 1, SHORT, new SplittableRandom(1))
                        .gets()
                        .getTotalCount())
                .isPositive();
    }

    @Test
    void aRowThatIsGoneIsAnError() throws SQLException {
        LimitLoop loop = loaded(plan(100, 64, new KeyDistribution.Uniform()));
        try (Connection connection = PlainPool.connect(config.shards().get(1), config.pool());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM bench_raw LIMIT 10");
        }

        assertThatThrownBy(() -> loop.run(
                        Workload.GET, 1, new Span(Duration.ZERO, Duration.ofMinutes(5)), new SplittableRandom(1)))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("keys were returned");
    }

    @Test
    void oneHotKeyIsNoLimit() {
        Setup setup = new Setup(config, List.of(), List.of(), OptionalInt.of(1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> setup.check(plan(10, 64, new KeyDistribution.HotKey())))
                .withMessageStartingWith("--limit needs many keys per statement, and --hot-key has only one");
    }

    @Test
    void itsRatioIsShownButIsNotTheResultOfTheRun() {
        Setup setup = new Setup(config, List.of(PlainBaseline.RAW), List.of(), OptionalInt.of(1));

        assertThat(setup.comparisons()).extracting(Comparison::name).containsExactly("raw", "limit");
        assertThat(setup.mainComparison()).contains(Comparison.to("raw"));
        assertThat(new Setup(config, List.of(), List.of(), OptionalInt.of(1)).mainComparison())
                .isEmpty();
    }

    private static Plan plan(int keys, int valueSize, KeyDistribution distribution) {
        return new Plan(
                new Crowd(List.of(1), CallerThreads.PLATFORM, OptionalInt.empty()),
                List.of(Workload.GET),
                SHORT.measured(),
                Duration.ZERO,
                1,
                keys,
                distribution,
                valueSize,
                1);
    }
}
