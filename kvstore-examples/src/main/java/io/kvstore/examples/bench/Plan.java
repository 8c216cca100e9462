package io.kvstore.examples.bench;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What a run of the benchmark does. Immutable.
 *
 * @param callers how many at once; several numbers are a sweep
 * @param workloads what they do, one after the other in each round
 * @param duration how long each measurement lasts
 * @param warmup how long each contender is warmed up with each workload, before the first round
 * @param rounds measurements of each contender, in turn
 * @param keys how many are loaded
 * @param zipf the exponent of a Zipf distribution of keys; empty for a uniform one
 * @param valueSize bytes
 * @param seed of keys, values and choices
 */
record Plan(
        List<Integer> callers,
        List<Workload> workloads,
        Duration duration,
        Duration warmup,
        int rounds,
        int keys,
        OptionalDouble zipf,
        int valueSize,
        long seed) {

    private static final int MAX_CALLERS = 10_000;
    private static final int MAX_ROUNDS = 1_000;
    private static final int MAX_KEYS = 100_000_000;
    private static final int MAX_EXPONENT = 10;
    private static final int MAX_VALUE_SIZE = 8 * 1024 * 1024;
    private static final Duration MAX_DURATION = Duration.ofHours(1);

    /** Refuses what is out of bounds. {@inheritDoc} */
    Plan {
        callers = List.copyOf(callers);
        workloads = List.copyOf(workloads);
        for (int count : callers) {
            between("--callers", count, 1, MAX_CALLERS);
        }
        that(
                new HashSet<>(callers).size() == callers.size(),
                "--callers names %s: give each number of callers once",
                callers);
        that(
                duration.compareTo(Duration.ofMillis(1)) >= 0 && duration.compareTo(MAX_DURATION) <= 0,
                "--duration is %s ms: it must be 1ms to 1h",
                duration.toMillis());
        that(warmup.compareTo(MAX_DURATION) <= 0, "--warmup is %s ms: it must be 0s to 1h", warmup.toMillis());
        between("--rounds", rounds, 1, MAX_ROUNDS);
        between("--keys", keys, 1, MAX_KEYS);
        between("--value-size", valueSize, DataSet.MIN_VALUE_SIZE, MAX_VALUE_SIZE);
        double exponent = zipf.orElse(1);
        that(
                exponent > 0 && exponent <= MAX_EXPONENT,
                "--zipf is %s: the exponent must be above 0 and at most %s; leave it out for uniform keys",
                exponent,
                MAX_EXPONENT);
        workloads.forEach(workload -> that(
                workload.reads() >= 0 && workload.reads() <= 1,
                "--reads is %s: the share of gets must be 0 to 1",
                workload.reads()));
    }

    private static void between(String option, int value, int min, int max) {
        that(value >= min && value <= max, "%s is %,d: it must be %,d to %,d", option, value, min, max);
    }

    private static void that(boolean holds, String message, Object... args) {
        if (!holds) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, message, args));
        }
    }
}
