package io.kvstore.examples.bench;

import io.kvstore.KvConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The contenders and their servers. Immutable.
 *
 * @param config of the store; the baselines share its servers and driver settings
 * @param baselines the alternatives to measure
 * @param connections per shard, for each baseline; several numbers are a sweep
 * @param limitThreads threads per shard of the limit; empty if the limit is not measured
 */
record Setup(KvConfig config, List<Baseline> baselines, List<Integer> connections, OptionalInt limitThreads) {

    private static final int MAX_LIMIT_THREADS = 64;

    private static final int MAX_CONNECTIONS = 1_000;

    /** Checks the limits. {@inheritDoc} */
    Setup {
        baselines = List.copyOf(baselines);
        for (Baseline baseline : baselines) {
            Limits.that(
                    baselines.stream()
                                    .filter(other -> other.label().equals(baseline.label()))
                                    .count()
                            == 1,
                    "--baseline names %s twice: give each once",
                    baseline.label());
        }
        connections = connections.isEmpty()
                ? List.of(config.pool().maxConnections())
                : connections.stream().distinct().toList();
        for (int size : connections) {
            Limits.between("--baseline-connections", size, 1, MAX_CONNECTIONS);
        }
        Limits.between("--limit", limitThreads.orElse(1), 1, MAX_LIMIT_THREADS);
    }

    void check(Plan plan) {
        if (plan.valueSize() > config.maxValueBytes()) {
            throw new IllegalArgumentException("--value-size is " + plan.valueSize()
                    + ": the store takes values of at most " + config.maxValueBytes() + " bytes (maxValueBytes)");
        }
        plan.workloads().stream().filter(Workload::isConditional).forEach(this::check);
        Limits.that(
                limitThreads.isEmpty() || !(plan.distribution() instanceof KeyDistribution.HotKey),
                "--limit needs many keys per statement, and --hot-key has only one: use only one of the options");
    }

    /** Throws if a workload has conditional writes and a baseline does not. */
    private void check(Workload workload) {
        Limits.that(limitThreads.isEmpty(), "--limit supports only get and put, not %s: drop one", workload.name());
        for (Baseline baseline : baselines) {
            Limits.that(
                    baseline.writesConditionally(),
                    "--workload %s is supported only by the store, raw and jdbi: drop it, or --baseline %s",
                    workload.name(),
                    baseline.label());
        }
    }

    /** Every baseline with every pool size. */
    List<Rival> rivals() {
        return baselines.stream()
                .flatMap(baseline -> connections.stream().map(size -> new Rival(name(baseline, size), baseline, size)))
                .toList();
    }

    private String name(Baseline baseline, int size) {
        return connections.size() == 1 ? baseline.label() : baseline.label() + "-" + size;
    }

    /**
     * What the store is compared with: each baseline and pool size, the best size of each baseline if there are
     * several, and the limit.
     */
    List<Comparison> comparisons() {
        List<Comparison> all = new ArrayList<>();
        for (Baseline baseline : baselines) {
            List<String> sizes = rivals().stream()
                    .filter(rival -> rival.baseline() == baseline)
                    .map(Rival::name)
                    .toList();
            sizes.stream().map(Comparison::to).forEach(all::add);
            if (sizes.size() > 1) {
                all.add(new Comparison("best_" + baseline.label(), sizes));
            }
        }
        limitThreads.ifPresent(threads -> all.add(Comparison.to(LimitLoop.NAME)));
        return all;
    }

    /** The comparison whose ratios are the result of the run. */
    Optional<Comparison> mainComparison() {
        return rivals().stream().map(rival -> Comparison.to(rival.name())).findFirst();
    }
}
