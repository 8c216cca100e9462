package io.kvstore.examples.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A report as one line of JSON, for programs. */
final class JsonReport {

    private static final MathContext DIGITS = new MathContext(5);

    private static final List<String> HEADLINES =
            Workload.NAMED.stream().map(Workload::name).toList();

    private JsonReport() {}

    /**
     * Returns the line. {@code get_ratio}, {@code put_ratio} and so on are the result of the run: medians against the
     * first baseline at the last number of callers. They are null if that was not measured.
     */
    static String line(Report report) {
        Map<String, @Nullable Object> json =
                new LinkedHashMap<>(headline(report, report.setup().mainComparison()));
        json.put("ratio_callers", report.plan().crowd().last());
        report.setup().comparisons().stream()
                .filter(Comparison::isOfSeveral)
                .forEach(best -> json.put(best.name(), headline(report, Optional.of(best))));
        json.put("ratios", ratios(report));
        json.put("results", results(report.results()));
        json.put("round_trip", report.roundTrip().map(JsonReport::network).orElse(null));
        json.put("config", config(report));
        json.put("versions", report.versions());
        return JsonMapper.shared().writeValueAsString(json);
    }

    private static Map<String, @Nullable Object> headline(Report report, Optional<Comparison> to) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("mixed_ratio", ratio(report, "mixed", to, Metric.THROUGHPUT));
        for (String name : HEADLINES) {
            json.put(name.replace('-', '_') + "_ratio", ratio(report, name, to, Metric.THROUGHPUT));
            json.put("p99_" + name.replace('-', '_') + "_ratio", ratio(report, name, to, Metric.P99));
        }
        return json;
    }

    private static @Nullable Object ratio(Report report, String operation, Optional<Comparison> to, Metric metric) {
        int callers = report.plan().crowd().last();
        Optional<Spread> ratio =
                to.flatMap(comparison -> report.results().ratio(callers, operation, comparison, metric));
        return ratio.isPresent() ? number(ratio.get().median()) : null;
    }

    private static List<Map<String, Object>> ratios(Report report) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Measurement.Point point : report.results().points()) {
            if (point.contender().equals(StoreContender.NAME)) {
                report.setup().comparisons().forEach(to -> all.add(ratios(report.results(), point, to)));
            }
        }
        return all;
    }

    private static Map<String, Object> ratios(Results results, Measurement.Point point, Comparison to) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("callers", point.callers());
        json.put("operation", point.operation());
        json.put("baseline", to.name());
        for (Metric metric : Metric.values()) {
            results.ratio(point.callers(), point.operation(), to, metric).ifPresent(ratio -> {
                Map<String, Object> one = spread(ratio);
                if (to.isOfSeveral()) {
                    one.put(
                            "of",
                            results.best(point.callers(), point.operation(), to, metric)
                                    .orElseThrow());
                }
                json.put(metric.json(), one);
            });
        }
        return json;
    }

    private static List<Map<String, Object>> results(Results results) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Measurement.Point point : results.points()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("callers", point.callers());
            one.put("operation", point.operation());
            one.put("contender", point.contender());
            for (Metric metric : Metric.values()) {
                one.put(metric.json(), spread(results.spread(point, metric)));
            }
            if (LostCalls.isShown(point)) {
                one.put("said_no", spread(results.lost(point)));
            }
            all.add(one);
        }
        return all;
    }

    private static Map<String, @Nullable Object> config(Report report) {
        Plan plan = report.plan();
        Setup setup = report.setup();
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        config.put("callers", plan.crowd().sizes());
        config.put("caller_threads", plan.crowd().threads().toString());
        plan.crowd().inFlight().ifPresent(calls -> config.put("in_flight", calls));
        config.put(
                "workloads", plan.workloads().stream().map(JsonReport::workload).toList());
        config.put("duration_ms", plan.duration().toMillis());
        config.put("warmup_ms", plan.warmup().toMillis());
        config.put("rounds", plan.rounds());
        config.put("keys", plan.keys());
        config.put("distribution", plan.distribution().toString());
        config.put("value_size", plan.valueSize());
        config.put("seed", plan.seed());
        config.put("baselines", setup.baselines().stream().map(Baseline::label).toList());
        config.put("baseline_connections", setup.connections());
        config.put(
                "limit_threads",
                setup.limitThreads().isPresent() ? setup.limitThreads().getAsInt() : null);
        config.put("store_connections", setup.config().pool().maxConnections());
        config.put("store", setup.config().toString());
        return config;
    }

    private static Map<String, Object> workload(Workload workload) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", workload.name());
        json.put("reads", workload.reads());
        return json;
    }

    private static Map<String, Object> network(RoundTrip roundTrip) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("asked_us", number(roundTrip.asked()));
        json.put("far_us", number(roundTrip.far()));
        json.put("near_us", number(roundTrip.near()));
        json.put("held_p50_us", number(roundTrip.heldMedian()));
        json.put("held_p99_us", number(roundTrip.heldP99()));
        return json;
    }

    private static Map<String, Object> spread(Spread spread) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("median", number(spread.median()));
        json.put("min", number(spread.min()));
        json.put("max", number(spread.max()));
        return json;
    }

    private static double number(double value) {
        return new BigDecimal(value).round(DIGITS).doubleValue();
    }
}
