package io.kvstore.examples.bench;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.KvConfig;
import io.kvstore.examples.console.Wrap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A report fits into a terminal for all figures. */
class TextReportTest {

    private static final Workload MIXED = Workload.mixed(0.5);

    private static final Setup SETUP =
            new Setup(KvConfig.embedded(4).build(), List.of(new LongName()), List.of(999, 1_000), OptionalInt.of(64));

    /** The longest name possible. */
    private record LongName() implements Baseline {

        @Override
        public String label() {
            return "shardingsphere";
        }

        @Override
        public Contender open(String name, Servers servers, int connections) {
            throw new UnsupportedOperationException();
        }
    }

    private static List<String> report(int callers, double throughput, double micros, double maxMicros) {
        return report(
                callers,
                throughput,
                micros,
                maxMicros,
                List.of(StoreContender.NAME, "shardingsphere-999", "shardingsphere-1000", LimitLoop.NAME),
                List.of("mixed", "mixed.get", "mixed.put"));
    }

    private static List<String> report(
            int callers,
            double throughput,
            double micros,
            double maxMicros,
            List<String> contenders,
            List<String> operations) {
        List<Measurement> measurements = new ArrayList<>();
        for (String name : contenders) {
            for (String calls : operations) {
                Map<Metric, Double> values =
                        Stream.of(Metric.values()).collect(toMap(metric -> metric, metric -> micros));
                values.put(Metric.THROUGHPUT, name.equals(StoreContender.NAME) ? throughput : throughput / 1e5);
                values.put(Metric.P50, micros / 1e5);
                values.put(Metric.MAX, maxMicros);
                measurements.add(new Measurement(new Measurement.Point(callers, calls, name), 1, values, 0.5));
            }
        }
        Plan plan = new Plan(
                new Crowd(List.of(callers), CallerThreads.PLATFORM, OptionalInt.of(10_000_000)),
                List.of(MIXED),
                Duration.ofHours(1),
                Duration.ZERO,
                1_000,
                100_000_000,
                new KeyDistribution.Zipf(0.123456789012345),
                8 * 1024 * 1024,
                1);
        return TextReport.lines(new Report(
                plan, SETUP, new Results(measurements), Optional.of(new RoundTrip(1e6, 1e9, 1e9, 1e9, 1e9)), Map.of()));
    }

    @Test
    void fewCallsInATerminal() {
        assertThat(report(1, 12.3, 2e4, 123_456))
                .allMatch(Wrap::fits, "fits a terminal")
                .anyMatch(line -> line.endsWith("  0  20,000  20,000  20,000  123,456"))
                .anyMatch(line -> line.matches("callers +calls +by, in µs .*"));
    }

    @Test
    void largeNumbersInATerminal() {
        assertThat(report(10_000, 1e8, 3e7, 9e8))
                .allMatch(Wrap::fits, "fits a terminal")
                .anyMatch(line -> line.matches(".* mixed\\.get +kvstore +100,000,000 .*"));
    }

    @Test
    void namesOfConditionalWritesInATerminal() {
        assertThat(report(
                        10_000,
                        1e8,
                        3e7,
                        9e8,
                        List.of(StoreContender.NAME, "raw-1000", "jdbi-1000"),
                        List.of("expire", "put-if-absent", "compare-and-set")))
                .allMatch(Wrap::fits, "fits a terminal")
                .anyMatch(line -> line.matches(" *10000 +compare-and-set +kvstore +50\\.00% +50\\.00% +50\\.00%"));
    }

    @Test
    void latenciesThatAreTooWideInMicrosecondsAreInMilliseconds() {
        assertThat(report(10_000, 1e6, 9_876_543, 98_765_432))
                .allMatch(Wrap::fits, "fits a terminal")
                .anyMatch(line -> line.matches("callers +calls +by, in ms .*"))
                .anyMatch(line -> line.matches(".* kvstore +0\\.099 +9,877 +9,877 +9,877 +98,765"));
    }
}
