package io.kvstore.examples.bench;

import io.kvstore.examples.console.Progress;
import io.kvstore.examples.console.Wrap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One run of the benchmark. It loads the keys. Then, for each number of callers, it warms up and measures in rounds. A
 * round measures each workload with every entrant, one right after the other. The entrant that is first in one round is
 * last in the next. Not thread-safe.
 */
final class Bench {

    private static final int LOAD_CHUNK = 1_000;
    private static final Duration MAX_LEAD_IN = Duration.ofSeconds(1);
    private static final int LEAD_IN_PART = 10;

    private final Plan plan;
    private final List<Entrant> entrants;
    private final DataSet data;
    private final SplittableRandom random;

    Bench(Plan plan, List<Entrant> entrants) {
        this.plan = plan;
        this.entrants = entrants;
        data = DataSet.of(plan);
        random = new SplittableRandom(plan.seed());
    }

    /**
     * Runs the benchmark. If a call fails or gives a wrong answer, it stops and throws a {@link BenchException} or the
     * exception of the entrant.
     */
    Results run() throws InterruptedException {
        entrants.stream().map(Entrant::rows).distinct().forEach(this::load);
        List<Measurement> measurements = new ArrayList<>();
        for (int callers : plan.crowd().sizes()) {
            long steps = (plan.rounds() + 1L) * plan.workloads().size() * entrants.size();
            try (Progress progress = Progress.start(Wrap.count(callers, "caller"), " runs", steps)) {
                warmUp(callers, progress);
                for (int round = 1; round <= plan.rounds(); round++) {
                    measurements.addAll(round(callers, round, progress));
                }
            }
        }
        return new Results(measurements);
    }

    private void load(Rows rows) {
        try (Progress progress = Progress.start("load", " keys", plan.keys())) {
            for (int start = 0; start < plan.keys(); start += LOAD_CHUNK) {
                int end = Math.min(plan.keys(), start + LOAD_CHUNK);
                Map<String, byte[]> chunk = new LinkedHashMap<>();
                for (int number = start; number < end; number++) {
                    chunk.put(data.key(number), data.value(number, number));
                }
                rows.load(chunk);
                progress.advance(end - start);
            }
        }
    }

    private void warmUp(int callers, Progress progress) throws InterruptedException {
        for (Workload workload : plan.workloads()) {
            for (Entrant entrant : entrants) {
                entrant.run(workload, callers, new Span(Duration.ZERO, plan.warmup()), random.split());
                progress.advance(1);
            }
        }
    }

    private List<Measurement> round(int callers, int round, Progress progress) throws InterruptedException {
        List<Measurement> measurements = new ArrayList<>();
        List<Entrant> order = new ArrayList<>(entrants);
        Span span = new Span(leadIn(), plan.duration());
        Collections.rotate(order, round - 1);
        for (Workload workload : plan.workloads()) {
            long choices = random.nextLong(); // the same seed for all
            for (Entrant entrant : order) {
                Latencies latencies = entrant.run(workload, callers, span, new SplittableRandom(choices));
                measurements.addAll(
                        Measurement.of(entrant.name(), workload, callers, round, latencies, span.seconds()));
                progress.advance(1);
            }
        }
        return measurements;
    }

    private Duration leadIn() {
        Duration part = plan.duration().dividedBy(LEAD_IN_PART);
        return part.compareTo(MAX_LEAD_IN) < 0 ? part : MAX_LEAD_IN;
    }
}
