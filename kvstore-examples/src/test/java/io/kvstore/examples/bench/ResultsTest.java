package io.kvstore.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kvstore.examples.bench.Measurement.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTest {

    private static final Comparison RAW = Comparison.to("raw");

    @Test
    void aSpreadIsTheMedianAndTheEnds() {
        assertThat(Spread.of(3, 1, 2)).isEqualTo(new Spread(2, 1, 3));
        assertThat(Spread.of(4, 1, 3, 2)).isEqualTo(new Spread(2.5, 1, 4));
        assertThat(Spread.of(7)).isEqualTo(new Spread(7, 7, 7));
        assertThatIllegalArgumentException().isThrownBy(Spread::of);
    }

    @Test
    void aRatioIsTakenWithinEachRoundAndThenOverThem() {
        // Round 2 was slow for both, round 3 only for the baseline. A ratio of medians would be 100/200 = 0.5.
        Results results = results(List.of(100.0, 20.0, 150.0), List.of(200.0, 25.0, 200.0));

        assertThat(results.ratio(8, "get", RAW, Metric.THROUGHPUT)).contains(new Spread(0.75, 0.5, 0.8));
    }

    @Test
    void aRoundThatOnlyOneContenderFinishedCountsForNoRatio() {
        Results results = results(List.of(100.0, 50.0), List.of(200.0));

        assertThat(results.ratio(8, "get", RAW, Metric.THROUGHPUT)).contains(new Spread(0.5, 0.5, 0.5));
    }

    @Test
    void thereIsNoRatioToWhatWasNotMeasured() {
        Results results = results(List.of(100.0), List.of(200.0));

        assertThat(results.ratio(8, "put", RAW, Metric.THROUGHPUT)).isEmpty();
        assertThat(results.ratio(1, "get", RAW, Metric.THROUGHPUT)).isEmpty();
        assertThat(results.ratio(8, "get", Comparison.to("other"), Metric.THROUGHPUT))
                .isEmpty();
    }

    @Test
    void figuresAreSummarisedPerPoint() {
        Results results = results(List.of(100.0, 20.0, 150.0), List.of(200.0, 25.0, 200.0));

        assertThat(results.points()).containsExactly(new Point(8, "get", "kvstore"), new Point(8, "get", "raw"));
        assertThat(results.spread(new Point(8, "get", "kvstore"), Metric.THROUGHPUT))
                .isEqualTo(new Spread(100, 20, 150));
    }

    @Test
    void theBestOfSeveralIsThatOfTheMetricInQuestion() {
        Point store = new Point(8, "get", "kvstore");
        Point small = new Point(8, "get", "raw-4");
        Point large = new Point(8, "get", "raw-32");
        Results results = new Results(List.of(
                new Measurement(store, 1, Map.of(Metric.THROUGHPUT, 300.0, Metric.P99, 30.0)),
                new Measurement(small, 1, Map.of(Metric.THROUGHPUT, 100.0, Metric.P99, 20.0)),
                new Measurement(large, 1, Map.of(Metric.THROUGHPUT, 200.0, Metric.P99, 60.0))));
        Comparison best = new Comparison("best_raw", List.of("raw-4", "raw-32", "raw-64"));

        assertThat(results.best(8, "get", best, Metric.THROUGHPUT)).contains("raw-32");
        assertThat(results.best(8, "get", best, Metric.P99)).contains("raw-4");
        assertThat(results.ratio(8, "get", best, Metric.THROUGHPUT)).contains(Spread.of(1.5));
        assertThat(results.ratio(8, "get", best, Metric.P99)).contains(Spread.of(1.5));
        assertThat(results.best(8, "put", best, Metric.P99)).isEmpty();
    }

    private static Results results(List<Double> store, List<Double> raw) {
        List<Measurement> measurements = new ArrayList<>();
        for (int i = 0; i < store.size(); i++) {
            measurements.add(measurement("kvstore", i + 1, store.get(i)));
            if (i < raw.size()) {
                measurements.add(measurement("raw", i + 1, raw.get(i)));
            }
        }
        return new Results(measurements);
    }

    private static Measurement measurement(String contender, int round, double throughput) {
        return new Measurement(new Point(8, "get", contender), round, Map.of(Metric.THROUGHPUT, throughput));
    }
}
