package io.kvstore.examples.bench;

import static java.util.stream.Collectors.toMap;

import io.kvstore.examples.bench.Measurement.Point;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All measurements of a run, and their summaries. A ratio is computed within each round, from measurements close in
 * time, and then summarised over the rounds. So a slow phase of the whole machine cancels out. Immutable.
 *
 * @param measurements in the order in which they were made
 */
record Results(List<Measurement> measurements) {

    Results {
        measurements = List.copyOf(measurements);
    }

    /** All points, in the order of the first round. */
    List<Point> points() {
        return measurements.stream().map(Measurement::point).distinct().toList();
    }

    /** One metric of one point, over the rounds. */
    Spread spread(Point point, Metric metric) {
        return Spread.of(byRound(point, metric).values().stream()
                .mapToDouble(Double::doubleValue)
                .toArray());
    }

    /** The share of calls that failed because another caller was faster, over the rounds. */
    Spread lost(Point point) {
        return Spread.of(measurements.stream()
                .filter(measurement -> measurement.point().equals(point))
                .mapToDouble(Measurement::lost)
                .toArray());
    }

    /**
     * The ratio of one metric of the store to that of another contender at the same point. Empty if either was not
     * measured. If the comparison has several contenders, the one with the best median of this metric is used.
     */
    Optional<Spread> ratio(int callers, String operation, Comparison to, Metric metric) {
        return best(callers, operation, to, metric).flatMap(other -> ratio(callers, operation, other, metric));
    }

    /** The contender of a comparison with the best median. Empty if none was measured. */
    Optional<String> best(int callers, String operation, Comparison of, Metric metric) {
        return of.contenders().stream()
                .filter(contender -> points().contains(new Point(callers, operation, contender)))
                .reduce((one, other) -> metric.isBetter(
                                median(callers, operation, other, metric), median(callers, operation, one, metric))
                        ? other
                        : one);
    }

    private double median(int callers, String operation, String contender, Metric metric) {
        return spread(new Point(callers, operation, contender), metric).median();
    }

    private Optional<Spread> ratio(int callers, String operation, String contender, Metric metric) {
        Map<Integer, Double> ours = byRound(new Point(callers, operation, StoreContender.NAME), metric);
        Map<Integer, Double> theirs = byRound(new Point(callers, operation, contender), metric);
        double[] ratios = theirs.entrySet().stream()
                .flatMapToDouble(round -> Optional.ofNullable(ours.get(round.getKey())).stream()
                        .mapToDouble(value -> value / round.getValue()))
                .toArray();
        return ratios.length == 0 ? Optional.empty() : Optional.of(Spread.of(ratios));
    }

    private Map<Integer, Double> byRound(Point point, Metric metric) {
        return measurements.stream()
                .filter(measurement -> measurement.point().equals(point))
                .collect(toMap(
                        Measurement::round,
                        measurement -> measurement.values().get(metric),
                        (first, second) -> second,
                        TreeMap::new));
    }
}
