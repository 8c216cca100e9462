package io.kvstore.internal.reap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kvstore.KvUnavailableException;
import io.kvstore.Outcome;
import io.kvstore.ReapReport;
import io.kvstore.ReapTarget;
import io.kvstore.Reaper;
import io.kvstore.ReaperConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoundRobinReaperTest {

    private static final ReaperConfig CONFIG =
            ReaperConfig.defaults().withBatchRows(10).withPause(Duration.ZERO).withBudget(Duration.ofMinutes(1));

    private final List<String> calls = new ArrayList<>();

    @AfterEach
    void leaveNoFlag() {
        Thread.interrupted();
    }

    private ReapTarget shard(String name, int rows) {
        return new FakeTarget(name, rows, calls);
    }

    private ReapTarget failing(String name, RuntimeException error) {
        return new FakeTarget(name, 0, calls) {
            @Override
            public Batch deleteExpired(int maxRows, Duration grace) {
                super.deleteExpired(maxRows, grace);
                throw error;
            }

            @Override
            public Optional<Duration> oldestExpired() {
                throw error;
            }
        };
    }

    /** As listeners do: assertions that fail, classes that are missing. */
    @Test
    void errorEndsTheRunOfItsShardAndNotTheSchedule() {
        ReapTarget broken = new FakeTarget("broken", 0, calls) {
            @Override
            public Batch deleteExpired(int maxRows, Duration grace) {
                throw new NoClassDefFoundError("org/example/Archive");
            }

            @Override
            public Optional<Duration> oldestExpired() {
                throw new AssertionError("never");
            }
        };
        ReapReport report = new RoundRobinReaper(List.of(broken, shard("b", 5)), CONFIG).reap();
        assertThat(report.shards().get(0).error().orElseThrow())
                .hasMessageContaining("org/example/Archive")
                .hasCauseInstanceOf(NoClassDefFoundError.class);
        assertThat(report.shards().get(1).deleted()).isEqualTo(5);
        Reaper pluggedIn = () -> {
            throw new AssertionError("never");
        };
        assertThatCode(pluggedIn::run).doesNotThrowAnyException();
    }

    /** A shard whose batch takes longer than any budget of this many nanoseconds. */
    private ReapTarget slow(String name, Duration time) {
        return new FakeTarget(name, 1_000, calls) {
            @Override
            public Batch deleteExpired(int maxRows, Duration grace) {
                long start = System.nanoTime();
                while (System.nanoTime() - start < time.toNanos()) {
                    Thread.onSpinWait();
                }
                return super.deleteExpired(maxRows, grace);
            }
        };
    }

    private static Reaper reaper(ReaperConfig config, ReapTarget... shards) {
        return new RoundRobinReaper(List.of(shards), config);
    }

    @Test
    void shardsTakeTurnsUntilNothingIsLeft() {
        ReapReport report =
                reaper(CONFIG, shard("a", 25), shard("b", 0), shard("c", 11)).reap();
        assertThat(calls).containsExactly("a", "b", "c", "a", "c", "a");
        assertThat(report.shards()).extracting(ReapReport.Shard::shard).containsExactly("a", "b", "c");
        assertThat(report.shards()).extracting(ReapReport.Shard::deleted).containsExactly(25L, 0L, 11L);
        assertThat(report.shards()).allSatisfy(shard -> {
            assertThat(shard.finished()).isTrue();
            assertThat(shard.error()).isEmpty();
            assertThat(shard.oldestExpired()).isEmpty();
        });
        assertThat(report.deleted()).isEqualTo(36);
        assertThat(report.took()).isPositive();
    }

    @Test
    void targetIsAskedWithTheBoundsOfTheConfig() {
        List<String> asked = new ArrayList<>();
        ReapTarget target = new FakeTarget("a", 0, calls) {
            @Override
            public Batch deleteExpired(int maxRows, Duration grace) {
                asked.add(maxRows + " rows, " + grace);
                return new Batch(0, 0, false);
            }
        };
        reaper(CONFIG.withBatchRows(77).withGrace(Duration.ofHours(1)), target).reap();
        assertThat(asked).containsExactly("77 rows, PT1H");
    }

    /** Each batch takes the whole budget, so a run does one; after n runs every shard has had one. */
    @Test
    void shortBudgetReachesEveryShardInTime() {
        Duration budget = Duration.ofMillis(20);
        Reaper reaper = reaper(
                CONFIG.withBudget(budget), slow("a", budget), slow("b", budget), slow("c", budget), slow("d", budget));
        for (int run = 0; run < 8; run++) {
            ReapReport report = reaper.reap();
            assertThat(report.deleted()).isEqualTo(10);
            assertThat(report.shards()).extracting(ReapReport.Shard::finished).containsOnly(false);
            assertThat(report.shards())
                    .extracting(ReapReport.Shard::oldestExpired)
                    .allMatch(Optional::isPresent);
        }
        assertThat(calls).containsExactly("a", "b", "c", "d", "a", "b", "c", "d");
    }

    @Test
    void runDoesNotOutliveItsBudgetByItsPause() {
        ReaperConfig config = CONFIG.withBudget(Duration.ofMillis(20)).withPause(Duration.ofMinutes(1));
        ReapReport report = reaper(config, shard("a", 1_000)).reap();
        assertThat(report.took()).isLessThan(Duration.ofSeconds(30));
        assertThat(report.shards().get(0).finished()).isFalse();
    }

    @Test
    void failingShardIsReportedAndStopsNeitherTheOthersNorTheNextRun() {
        RuntimeException error = new KvUnavailableException("b", "down", Outcome.NOT_APPLIED, null);
        Reaper reaper = reaper(CONFIG, shard("a", 25), failing("b", error), shard("c", 25));
        for (int run = 0; run < 2; run++) {
            ReapReport report = reaper.reap();
            assertThat(report.deleted()).isEqualTo(run == 0 ? 50 : 0);
            ReapReport.Shard failed = report.shards().get(1);
            assertThat(failed.error()).containsSame(error);
            assertThat(failed.finished()).isFalse();
            assertThat(failed.oldestExpired()).isEmpty();
            assertThat(report.shards().get(2).finished()).isTrue();
        }
        assertThat(calls.stream().filter("b"::equals)).as("one try per run").hasSize(2);
    }

    @Test
    void shardThatFailsInAnUnexpectedWayIsReportedToo() {
        RuntimeException error = new IllegalArgumentException("from a listener");
        ReapReport report = reaper(CONFIG, failing("a", error), shard("b", 5)).reap();
        assertThat(report.shards().get(0).error()).containsSame(error);
        assertThat(report.deleted()).isEqualTo(5);
    }

    @Test
    void interruptedRunStopsAfterTheBatchUnderWayAndKeepsTheFlag() {
        ReapTarget interrupts = new FakeTarget("a", 1_000, calls) {
            @Override
            public Batch deleteExpired(int maxRows, Duration grace) {
                Thread.currentThread().interrupt();
                return super.deleteExpired(maxRows, grace);
            }
        };
        for (Duration pause : List.of(Duration.ZERO, Duration.ofMillis(1))) {
            calls.clear();
            ReapReport report = reaper(CONFIG.withPause(pause), interrupts, shard("b", 1_000))
                    .reap();
            assertThat(Thread.interrupted()).as("flag").isTrue();
            assertThat(calls).containsExactly("a");
            assertThat(report.deleted()).isEqualTo(10);
            assertThat(report.shards()).extracting(ReapReport.Shard::finished).containsOnly(false);
        }
    }

    @Test
    void runNeverThrowsSinceThatWouldEndTheSchedule() {
        Reaper failing = reaper(CONFIG, failing("a", new IllegalStateException("the store is closed")));
        Reaper broken = () -> {
            throw new IllegalStateException("broken");
        };
        assertThatCode(failing::run).doesNotThrowAnyException();
        assertThatCode(broken::run).doesNotThrowAnyException();
    }

    @Test
    void reaperWithoutShardsIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> reaper(CONFIG)).withMessageContaining("no shards");
    }
}
