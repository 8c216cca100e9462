package io.kvstore.examples.bench;

import org.HdrHistogram.AbstractHistogram;

/** The figures of one measurement. */
enum Metric {
    /** Calls per second of all callers together. */
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

    /** Whether a is better than b. More throughput is better, less latency is better. */
    boolean isBetter(double a, double b) {
        return this == THROUGHPUT ? a > b : a < b;
    }

    /** The name in JSON. */
    String json() {
        return json;
    }

    /**
     * The value for calls.
     *
     * @param calls their latencies in nanoseconds
     * @param seconds how long they were measured
     */
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
