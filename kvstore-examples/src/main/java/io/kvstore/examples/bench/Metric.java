package io.kvstore.examples.bench;

import org.HdrHistogram.AbstractHistogram;

/** What is read off the latencies of one measurement. */
enum Metric {
    /** Calls per second, all callers together. */
    THROUGHPUT("throughput"),
    MEAN("mean_us"),
    P50("p50_us"),
    P90("p90_us"),
    P99("p99_us"),
    P999("p999_us"),
    MAX("max_us");

    private static final double NANOS_PER_MICRO = 1e3;

    private final String json;

    Metric(String json) {
        this.json = json;
    }

    /** Whether a is better than b: throughput by being more, latency by being less. */
    boolean isBetter(double a, double b) {
        return this == THROUGHPUT ? a > b : a < b;
    }

    /** Its name in JSON. */
    String json() {
        return json;
    }

    /** Its value for calls, in nanoseconds, that were measured for some seconds. */
    double of(AbstractHistogram calls, double seconds) {
        return switch (this) {
            case THROUGHPUT -> calls.getTotalCount() / seconds;
            case MEAN -> calls.getMean() / NANOS_PER_MICRO;
            case P50 -> calls.getValueAtPercentile(50) / NANOS_PER_MICRO;
            case P90 -> calls.getValueAtPercentile(90) / NANOS_PER_MICRO;
            case P99 -> calls.getValueAtPercentile(99) / NANOS_PER_MICRO;
            case P999 -> calls.getValueAtPercentile(99.9) / NANOS_PER_MICRO;
            case MAX -> calls.getMaxValue() / NANOS_PER_MICRO;
        };
    }
}
