package io.kvstore.examples.bench;

import io.kvstore.examples.console.Table;
import java.util.List;
import java.util.Locale;

/** The share of conditional writes that failed because another caller was faster, as a table. Stateless. */
final class LostCalls {

    private static final int PERCENT = 100;

    private LostCalls() {}

    static List<String> lines(Results results) {
        Table table = new Table("callers", "condition not met", "by", "median", "min", "max");
        for (Measurement.Point point : results.points()) {
            if (isShown(point)) {
                Spread lost = results.lost(point);
                table.row(
                        Integer.toString(point.callers()),
                        point.operation(),
                        point.contender(),
                        percent(lost.median()),
                        percent(lost.min()),
                        percent(lost.max()));
            }
        }
        return table.lines();
    }

    /** Whether calls of this kind can fail because another caller was faster. */
    static boolean isShown(Measurement.Point point) {
        return point.operation().equals(Workload.COMPARE_AND_SET.name());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", share * PERCENT);
    }
}
