package io.kvstore.examples.bench;

import static java.util.stream.Collectors.toMap;

import io.kvstore.examples.bench.Measurement.Point;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Every measurement of a run, and what they come to. A ratio is taken within each round, between neighbours in time,
 * and then over the rounds: what slows the whole machine for a while cancels out. Immutable.
 *
 * @param measurements in the order in which they were made
 */
record Results(List<Measurement> measurements) {

    Results {
        measurements = List.copyOf(measurements);
    }

    /** What was measured, in the order of the first round. */
    List<Point> points() {
        return measurements.stream().map(Measurement::point).distinct().toList();
    }

    /** One metric of one point, over the rounds. */
    Spread spread(Point point, Metric metric) {
        return Spread.of(byRound(point, metric).values().stream()
                .mapToDouble(Double::doubleValue)
                .toArray());
    }

    /** The share of calls that said no, over the rounds. */
    Spread lost(Point point) {
        return Spread.of(measurements.stream()
                .filter(measurement -> measurement.point().equals(point))
                .mapToDouble(Measurement::lost)
                .toArray());
    }

    /**
     * One metric of the store as a part of another's at the same point; empty if either was not measured. Where the
     * comparison is to the best of several, that is the one with the best median of just this metric.
     */
    Optional<Spread> ratio(int callers, String operation, Comparison to, Metric metric) {
        return best(callers, operation, to, metric).flatMap(other -> ratio(callers, operation, other, metric));
    }

    /** Which of the contenders of a comparison has the best median; empty if none of them was measured. */
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
