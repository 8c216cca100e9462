package io.kvstore.examples.bench;

import io.kvstore.examples.console.Table;
import io.kvstore.examples.console.Wrap;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** The latencies of a run as a table, in µs. They are in ms if the table would be wider than a terminal. Stateless. */
final class LatencyTable {

    private static final double MICROS_PER_MILLI = 1e3;

    private LatencyTable() {}

    static List<String> lines(Results results) {
        List<String> lines = lines(results, "by, in µs", LatencyTable::micros);
        return lines.stream().allMatch(Wrap::fits) ? lines : lines(results, "by, in ms", LatencyTable::millis);
    }

    private static List<String> lines(Results results, String by, DoubleFunction<String> format) {
        Table table = new Table("callers", "calls", by, "p50", "p90", "p99", "p99.9", "max");
        for (Measurement.Point point : results.points()) {
            table.row(
                    Integer.toString(point.callers()),
                    point.operation(),
                    point.contender(),
                    format.apply(results.spread(point, Metric.P50).median()),
                    format.apply(results.spread(point, Metric.P90).median()),
                    format.apply(results.spread(point, Metric.P99).median()),
                    format.apply(results.spread(point, Metric.P999).median()),
                    format.apply(results.spread(point, Metric.MAX).max()));
        }
        return table.lines();
    }

    private static String micros(double micros) {
        return String.format(Locale.ROOT, "%,.0f", micros);
    }

    /** With about three significant digits. */
    private static String millis(double micros) {
        double millis = micros / MICROS_PER_MILLI;
        String format = millis < 1 ? "%.3f" : millis < 10 ? "%.2f" : millis < 100 ? "%.1f" : "%,.0f";
        return String.format(Locale.ROOT, format, millis);
    }
}
