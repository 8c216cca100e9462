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

    /** One metric of the store as a part of a baseline's, both at the same point; empty if either was not measured. */
    Optional<Spread> ratio(int callers, String operation, String baseline, Metric metric) {
        Map<Integer, Double> ours = byRound(new Point(callers, operation, StoreContender.NAME), metric);
        Map<Integer, Double> theirs = byRound(new Point(callers, operation, baseline), metric);
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
