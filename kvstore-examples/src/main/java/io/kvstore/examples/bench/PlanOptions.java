package io.kvstore.examples.bench;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for the plan. */
final class PlanOptions {

    private static final double EVEN = 0.5;

    @Mixin
    private final CrowdOptions crowd = new CrowdOptions();

    @Option(
            names = "--workload",
            split = ",",
            paramLabel = "KIND",
            description =
                    "What callers do, of get, put, mixed, expire, put-if-absent (of new keys), compare-and-set (with"
                            + " the read before it), delete-and-put, get-and-expire, increment (of up to 10,000"
                            + " counters), increment-one (all of one counter); several are measured one after the other. Default: get,put; with"
                            + " --reads, mixed.")
    private List<String> workloads = List.of();

    @Option(
            names = "--reads",
            paramLabel = "SHARE",
            description = "The share of gets, 0 to 1, in the mixed workload. Default: 0.5.")
    private @Nullable Double reads;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            defaultValue = "10s",
            description = "Length of a measurement: ${DEFAULT-VALUE}.")
    private Duration duration = Duration.ZERO;

    @Option(
            names = "--warmup",
            paramLabel = "TIME",
            defaultValue = "5s",
            description = "Warm-up of each contender with each workload, before the first round: ${DEFAULT-VALUE}.")
    private Duration warmup = Duration.ZERO;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "Measurements of each contender, in turn: ${DEFAULT-VALUE}. Medians and spread are over rounds.")
    private int rounds;

    @Option(
            names = "--keys",
            paramLabel = "N",
            defaultValue = "200000",
            description = "Keys to load: ${DEFAULT-VALUE}.")
    private int keys;

    @Option(
            names = "--zipf",
            paramLabel = "S",
            description = "Choose keys by Zipf's law with this exponent, such as 0.99. Default: all keys have the same"
                    + " probability.")
    private @Nullable Double zipf;

    @Option(names = "--hot-key", description = "All callers use the same key.")
    private boolean hotKey;

    @Option(
            names = "--value-size",
            paramLabel = "BYTES",
            defaultValue = "400",
            description = "Bytes per value: ${DEFAULT-VALUE}.")
    private int valueSize;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of keys, values and random choices: ${DEFAULT-VALUE}.")
    private long seed;

    Plan plan() {
        return new Plan(crowd.crowd(), workloads(), duration, warmup, rounds, keys, distribution(), valueSize, seed);
    }

    private KeyDistribution distribution() {
        if (hotKey) {
            Limits.that(zipf == null, "--zipf and --hot-key exclude each other: use only one");
            return new KeyDistribution.HotKey();
        }
        return zipf == null ? new KeyDistribution.Uniform() : new KeyDistribution.Zipf(zipf);
    }

    private List<Workload> workloads() {
        List<String> names = workloads;
        if (names.isEmpty()) {
            names = reads == null ? List.of("get", "put") : List.of("mixed");
        } else if (reads != null && !names.contains("mixed")) {
            throw new IllegalArgumentException(
                    "--reads is for the mixed workload: add mixed to --workload, or drop it");
        }
        return names.stream().distinct().map(this::workload).toList();
    }

    private Workload workload(String name) {
        if (name.equals("mixed")) {
            return Workload.mixed(reads == null ? EVEN : reads);
        }
        return Workload.NAMED.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("--workload is '" + name + "': it must be one of mixed, "
                                + Workload.NAMED.stream().map(Workload::name).collect(joining(", "))));
    }
}
