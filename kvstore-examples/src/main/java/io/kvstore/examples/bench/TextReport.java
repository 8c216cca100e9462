package io.kvstore.examples.bench;

import static java.util.stream.Collectors.joining;

import io.kvstore.examples.console.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A report as a table for people. */
final class TextReport {

    private TextReport() {}

    static List<String> lines(Report report) {
        List<String> lines = new ArrayList<>();
        lines.add(heading(report));
        report.roundTrip().map(TextReport::network).ifPresent(lines::add);
        lines.add("");
        lines.addAll(figures(report.results()));
        if (!report.setup().comparisons().isEmpty()) {
            lines.add("");
            lines.add("Ratios, " + StoreContender.NAME + " to baseline, by round: median (min to max)");
            lines.addAll(ratios(report));
        }
        return lines;
    }

    private static String heading(Report report) {
        Plan plan = report.plan();
        Setup setup = report.setup();
        String baselines = setup.rivals().stream()
                        .map(rival -> ", " + rival.name() + " with " + rival.connections())
                        .collect(joining())
                + (setup.limitThreads().isPresent()
                        ? ", limit with " + setup.limitThreads().getAsInt()
                        : "");
        return String.format(
                Locale.ROOT,
                "%,d keys of %,d bytes, %s, on %d shards; %d rounds of %s ms; callers on %s threads; %s%s with up to %d connections per shard%s",
                plan.keys(),
                plan.valueSize(),
                plan.distribution(),
                setup.config().shards().size(),
                plan.rounds(),
                plan.duration().toMillis(),
                plan.crowd().threads(),
                StoreContender.NAME,
                plan.crowd().inFlight().isPresent()
                        ? String.format(
                                Locale.ROOT,
                                " with %,d asynchronous calls in flight,",
                                plan.crowd().inFlight().getAsInt())
                        : "",
                setup.config().pool().maxConnections(),
                baselines);
    }

    private static String network(RoundTrip roundTrip) {
        return String.format(
                Locale.ROOT,
                "Round trip: %,.0f µs asked for; the shortest statement took %,.0f µs, without the proxy %,.0f µs;"
                        + " bytes were held back for %,.0f µs each way (p99: %,.0f µs)",
                roundTrip.asked(),
                roundTrip.far(),
                roundTrip.near(),
                roundTrip.heldMedian(),
                roundTrip.heldP99());
    }

    private static List<String> figures(Results results) {
        Table table = new Table(
                "callers", "calls", "by", "calls/s", "min", "max", "p50 µs", "p90 µs", "p99 µs", "p99.9 µs", "max µs");
        for (Measurement.Point point : results.points()) {
            Spread throughput = results.spread(point, Metric.THROUGHPUT);
            table.row(
                    Integer.toString(point.callers()),
                    point.operation(),
                    point.contender(),
                    whole(throughput.median()),
                    whole(throughput.min()),
                    whole(throughput.max()),
                    whole(results.spread(point, Metric.P50).median()),
                    whole(results.spread(point, Metric.P90).median()),
                    whole(results.spread(point, Metric.P99).median()),
                    whole(results.spread(point, Metric.P999).median()),
                    whole(results.spread(point, Metric.MAX).max()));
        }
        return table.lines();
    }

    private static List<String> ratios(Report report) {
        Results results = report.results();
        Table table = new Table("callers", "calls", "to", "throughput", "", "p50", "", "p99", "");
        for (Measurement.Point point : results.points()) {
            if (!point.contender().equals(StoreContender.NAME)) {
                continue;
            }
            for (Comparison to : report.setup().comparisons()) {
                Ratios ratios = new Ratios(results, point.callers(), point.operation(), to);
                table.row(
                        Integer.toString(point.callers()),
                        point.operation(),
                        to.name(),
                        ratios.median(Metric.THROUGHPUT),
                        ratios.spread(Metric.THROUGHPUT),
                        ratios.median(Metric.P50),
                        ratios.spread(Metric.P50),
                        ratios.median(Metric.P99),
                        ratios.spread(Metric.P99));
            }
        }
        return table.lines();
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private record Ratios(Results results, int callers, String operation, Comparison to) {

        String median(Metric metric) {
            return of(metric).map(ratio -> fraction(ratio.median())).orElse("-");
        }

        String spread(Metric metric) {
            return of(metric)
                    .map(ratio -> "(" + fraction(ratio.min()) + " to " + fraction(ratio.max()) + ")")
                    .orElse("");
        }

        private Optional<Spread> of(Metric metric) {
            return results.ratio(callers, operation, to, metric);
        }

        private static String fraction(double value) {
            return String.format(Locale.ROOT, "%.3f", value);
        }
    }
}
