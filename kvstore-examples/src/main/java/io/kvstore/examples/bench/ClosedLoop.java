package io.kvstore.examples.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Measures a contender with a number of callers. Each caller has its own thread and makes its next call when it has the
 * answer to the last.
 */
final class ClosedLoop implements Entrant {

    private final Contender contender;
    private final Plan plan;
    private final NewKeys newKeys;
    private final DataSet data;

    ClosedLoop(Contender contender, Plan plan, NewKeys newKeys) {
        this.contender = contender;
        this.plan = plan;
        this.newKeys = newKeys;
        data = DataSet.of(plan);
    }

    @Override
    public String name() {
        return contender.name();
    }

    @Override
    public Rows rows() {
        return contender.rows();
    }

    @Override
    public Latencies run(Workload workload, int callers, Span span, SplittableRandom random)
            throws InterruptedException {
        Window window = new Window(callers, span);
        Work work = new Work(plan, data, newKeys, rows(), workload, window);
        long firstNewKey = newKeys.peek();
        Latencies.Striped latencies = new Latencies.Striped();
        List<Caller> crowd = new ArrayList<>(callers);
        for (int i = 0; i < callers; i++) {
            crowd.add(new Caller(Calls.of(contender, work, random.split(), latencies.of(i)), window));
        }
        Crew.run(name(), plan.crowd().threads(), crowd, window);
        work.check(contender, firstNewKey);
        return latencies.total();
    }

    @Override
    public void close() {
        contender.close();
    }
}
