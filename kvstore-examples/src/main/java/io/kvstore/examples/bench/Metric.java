package io.kvstore.examples.bench;

import java.util.function.ToDoubleFunction;
import org.HdrHistogram.AbstractHistogram;

/** What is read off a histogram of latencies. Throughput is no part of it: that takes the time as well. */
enum Metric {
    /** Calls per second, all callers together. */
    THROUGHPUT("throughput", histogram -> histogram.getTotalCount()),
    MEAN("mean_us", histogram -> histogram.getMean() / 1e3),
    P50("p50_us", histogram -> histogram.getValueAtPercentile(50) / 1e3),
    P90("p90_us", histogram -> histogram.getValueAtPercentile(90) / 1e3),
    P99("p99_us", histogram -> histogram.getValueAtPercentile(99) / 1e3),
    P999("p999_us", histogram -> histogram.getValueAtPercentile(99.9) / 1e3),
    MAX("max_us", histogram -> histogram.getMaxValue() / 1e3);

    private final String json;
    private final ToDoubleFunction<AbstractHistogram> reading;

    Metric(String json, ToDoubleFunction<AbstractHistogram> reading) {
        this.json = json;
        this.reading = reading;
    }

    /** Its name in JSON. */
    String json() {
        return json;
    }

    /** Its value for calls that were measured for some seconds. */
    double of(AbstractHistogram histogram, double seconds) {
        double value = reading.applyAsDouble(histogram);
        return this == THROUGHPUT ? value / seconds : value;
    }
}
