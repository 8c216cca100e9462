package io.kvstore.examples.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Converts the name of a baseline on the command line. Knows the plain baselines and those that the class path offers
 * as services.
 */
final class Baselines implements ITypeConverter<Baseline> {

    private static final List<String> PEERS = List.of("shardingsphere", "infinispan");

    @Override
    public Baseline convert(String label) {
        List<Baseline> known = List.of(PlainBaseline.values());
        return named(label, known).orElseGet(() -> peer(label, known));
    }

    private static Baseline peer(String label, List<Baseline> plain) {
        List<Baseline> known = new ArrayList<>(plain);
        ServiceLoader.load(Baseline.class).forEach(known::add);
        return named(label, known).orElseThrow(() -> new TypeConversionException(refusal(label, known)));
    }

    private static Optional<Baseline> named(String label, List<Baseline> among) {
        return among.stream().filter(baseline -> baseline.label().equals(label)).findFirst();
    }

    private static String refusal(String label, List<Baseline> known) {
        return PEERS.contains(label)
                ? "'" + label + "' is not in this build: build with the Maven profile peers, as KV_PEERS=yes ./kv does"
                : "'" + label + "' is not a known baseline: "
                        + known.stream().map(Baseline::label).toList();
    }
}
