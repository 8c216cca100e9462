package io.kvstore.examples.bench;

import static io.kvstore.examples.console.Wrap.count;

import io.kvstore.examples.console.Table;
import io.kvstore.examples.console.Wrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A report as tables for people, no wider than a terminal. */
final class TextReport {

    private static final List<Metric> RATIOS = List.of(Metric.THROUGHPUT, Metric.P50, Metric.P99);

    private TextReport() {}

    static List<String> lines(Report report) {
        List<String> lines = new ArrayList<>();
        heading(report).forEach(text -> lines.addAll(Wrap.lines(text, Wrap.COLUMNS)));
        lines.add("");
        lines.addAll(throughput(report.results()));
        lines.add("");
        lines.addAll(LatencyTable.lines(report.results()));
        if (report.results().points().stream().anyMatch(LostCalls::isShown)) {
            lines.add("");
            lines.addAll(LostCalls.lines(report.results()));
        }
        if (!report.setup().comparisons().isEmpty()) {
            lines.add("");
            lines.add("Ratios of " + StoreContender.NAME + " to each baseline, by round");
            lines.addAll(ratios(report));
        }
        return lines;
    }

    private static List<String> heading(Report report) {
        Plan plan = report.plan();
        Setup setup = report.setup();
        List<String> heading = new ArrayList<>();
        heading.add(count(plan.keys(), "key") + " of " + count(plan.valueSize(), "byte") + ", " + plan.distribution()
                + ", on " + count(setup.config().shards().size(), "shard") + "; " + count(plan.rounds(), "round")
                + " of " + plan.duration().toMillis() + " ms; callers on "
                + plan.crowd().threads() + " threads");
        plan.crowd()
                .inFlight()
                .ifPresent(calls ->
                        heading.add(StoreContender.NAME + " with " + count(calls, "asynchronous call") + " in flight"));
        heading.add(StoreContender.NAME + " with up to "
                + count(setup.config().pool().maxConnections(), "connection") + " per shard");
        setup.rivals()
                .forEach(rival ->
                        heading.add(rival.name() + " with " + count(rival.connections(), "connection") + " per shard"));
        setup.limitThreads()
                .ifPresent(threads -> heading.add(LimitLoop.NAME + " with " + count(threads, "thread") + " per shard"));
        report.roundTrip().map(TextReport::network).ifPresent(heading::add);
        return heading;
    }

    private static String network(RoundTrip roundTrip) {
        return String.format(
                Locale.ROOT,
                "Round trip: %,.0f µs requested; the shortest statement took %,.0f µs, without the proxy %,.0f µs;"
                        + " bytes were delayed by %,.0f µs each way (p99: %,.0f µs)",
                roundTrip.asked(),
                roundTrip.far(),
                roundTrip.near(),
                roundTrip.heldMedian(),
                roundTrip.heldP99());
    }

    private static List<String> throughput(Results results) {
        Table table = new Table("callers", "calls", "by", "calls/s", "min", "max");
        for (Measurement.Point point : results.points()) {
            Spread throughput = results.spread(point, Metric.THROUGHPUT);
            table.row(
                    Integer.toString(point.callers()),
                    point.operation(),
                    point.contender(),
                    whole(throughput.median()),
                    whole(throughput.min()),
                    whole(throughput.max()));
        }
        return table.lines();
    }

    private static List<String> ratios(Report report) {
        Results results = report.results();
        Table table = new Table("callers", "calls", "to", "of", "median", "min", "max");
        for (Measurement.Point point : results.points()) {
            if (!point.contender().equals(StoreContender.NAME)) {
                continue;
            }
            for (Comparison to : report.setup().comparisons()) {
                for (Metric metric : RATIOS) {
                    Optional<Spread> ratio = results.ratio(point.callers(), point.operation(), to, metric);
                    table.row(
                            Integer.toString(point.callers()),
                            point.operation(),
                            to.name(),
                            metric == Metric.THROUGHPUT
                                    ? "calls/s"
                                    : metric.name().toLowerCase(Locale.ROOT),
                            fraction(ratio.map(Spread::median)),
                            fraction(ratio.map(Spread::min)),
                            fraction(ratio.map(Spread::max)));
                }
            }
        }
        return table.lines();
    }

    private static String fraction(Optional<Double> value) {
        return value.map(ratio -> String.format(Locale.ROOT, ratio < 1_000 ? "%.3f" : "%,.0f", ratio))
                .orElse("-");
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
