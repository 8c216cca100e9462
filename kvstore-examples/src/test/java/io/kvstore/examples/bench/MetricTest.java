package io.kvstore.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.HdrHistogram.AbstractHistogram;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class MetricTest {

    private static final Percentage PRECISION = Percentage.withPercentage(0.1);

    @Test
    void readsPercentilesOffKnownLatencies() {
        AbstractHistogram calls = Latencies.empty().gets();
        for (int micros = 1; micros <= 10_000; micros++) {
            calls.recordValue(micros * 1_000L);
        }

        assertThat(Metric.P50.of(calls, 2)).isCloseTo(5_000, PRECISION);
        assertThat(Metric.P90.of(calls, 2)).isCloseTo(9_000, PRECISION);
        assertThat(Metric.P99.of(calls, 2)).isCloseTo(9_900, PRECISION);
        assertThat(Metric.P999.of(calls, 2)).isCloseTo(9_990, PRECISION);
        assertThat(Metric.MAX.of(calls, 2)).isCloseTo(10_000, PRECISION);
        assertThat(Metric.MEAN.of(calls, 2)).isCloseTo(5_000.5, PRECISION);
        assertThat(Metric.THROUGHPUT.of(calls, 2)).isCloseTo(5_000, exactly());
    }

    @Test
    void addsUpCallersWithoutLosingACall() {
        Latencies total = Latencies.empty();
        for (int caller = 0; caller < 3; caller++) {
            Latencies one = Latencies.empty();
            one.gets().recordValue(1_000);
            one.puts().recordValue(60_000_000_000L);
            total.add(one);
        }

        assertThat(total.gets().getTotalCount()).isEqualTo(3);
        assertThat(total.both().getTotalCount()).isEqualTo(6);
        assertThat(Metric.MAX.of(total.both(), 1)).isCloseTo(60_000_000, PRECISION);
    }

    private static Offset<Double> exactly() {
        return within(1e-9);
    }
}
