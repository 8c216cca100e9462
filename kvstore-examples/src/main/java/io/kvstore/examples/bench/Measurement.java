package io.kvstore.examples.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.AbstractHistogram;

/**
 * The result of one contender in one round.
 *
 * @param point what was measured
 * @param round counted from 1
 * @param values a value for each metric
 * @param lost the share of calls that failed because another caller was faster: 0 to 1
 */
record Measurement(Point point, int round, Map<Metric, Double> values, double lost) {

    Measurement(Point point, int round, Map<Metric, Double> values) {
        this(point, round, values, 0);
    }

    /**
     * What is compared over the rounds.
     *
     * @param callers the number of concurrent callers
     * @param operation the name of a workload; {@code mixed} also has {@code mixed.get} and {@code mixed.put}
     * @param contender the name of the contender
     */
    record Point(int callers, String operation, String contender) {}

    /** Returns one measurement. A mixed workload has two more, of its gets and of its puts. */
    static List<Measurement> of(
            String name, Workload workload, int callers, int round, Latencies latencies, double seconds) {
        List<Measurement> all = new ArrayList<>();
        Measurement whole = of(new Point(callers, workload.name(), name), round, latencies.both(), seconds);
        double calls = latencies.both().getTotalCount();
        all.add(new Measurement(
                whole.point, round, whole.values, latencies.lost().sum() / calls));
        if (workload.isMixed()) {
            all.add(of(new Point(callers, workload.name() + ".get", name), round, latencies.gets(), seconds));
            all.add(of(new Point(callers, workload.name() + ".put", name), round, latencies.puts(), seconds));
        }
        return all;
    }

    private static Measurement of(Point point, int round, AbstractHistogram histogram, double seconds) {
        if (histogram.getTotalCount() == 0) {
            throw new BenchException("no " + point.operation() + " of " + point.contender() + " started within the "
                    + seconds + " s of round " + round + ": use a longer --duration");
        }
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            values.put(metric, metric.of(histogram, seconds));
        }
        return new Measurement(point, round, values);
    }
}
