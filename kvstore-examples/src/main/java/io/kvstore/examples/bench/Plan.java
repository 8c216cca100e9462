package io.kvstore.examples.bench;

import java.time.Duration;
import java.util.List;

/**
 * The plan of a run. Immutable.
 *
 * @param crowd the callers
 * @param workloads measured one after the other in each round
 * @param duration how long each measurement lasts
 * @param warmup how long each contender is warmed up with each workload, before the first round
 * @param rounds the number of measurements of each contender
 * @param keys the number of keys to load
 * @param distribution the distribution of keys
 * @param valueSize bytes of a value
 * @param seed of keys, values and random choices
 */
record Plan(
        Crowd crowd,
        List<Workload> workloads,
        Duration duration,
        Duration warmup,
        int rounds,
        int keys,
        KeyDistribution distribution,
        int valueSize,
        long seed) {

    private static final int MAX_ROUNDS = 1_000;
    private static final int MAX_KEYS = 100_000_000;
    private static final int MAX_VALUE_SIZE = 8 * 1024 * 1024;
    private static final Duration MAX_DURATION = Duration.ofHours(1);

    /** Checks the limits. {@inheritDoc} */
    Plan {
        workloads = List.copyOf(workloads);
        Limits.that(
                duration.compareTo(Duration.ofMillis(1)) >= 0 && duration.compareTo(MAX_DURATION) <= 0,
                "--duration is %s ms: it must be 1ms to 1h",
                duration.toMillis());
        Limits.that(warmup.compareTo(MAX_DURATION) <= 0, "--warmup is %s ms: it must be 0s to 1h", warmup.toMillis());
        Limits.between("--rounds", rounds, 1, MAX_ROUNDS);
        Limits.between("--keys", keys, 1, MAX_KEYS);
        Limits.between("--value-size", valueSize, DataSet.MIN_VALUE_SIZE, MAX_VALUE_SIZE);
        Limits.that(
                !(distribution instanceof KeyDistribution.HotKey && workloads.contains(Workload.PUT_IF_ABSENT)),
                "--workload put-if-absent uses a new key in each call, and --hot-key has only one: drop one of them");
        workloads.forEach(workload -> Limits.that(
                workload.reads() >= 0 && workload.reads() <= 1,
                "--reads is %s: the share of gets must be 0 to 1",
                workload.reads()));
    }
}
