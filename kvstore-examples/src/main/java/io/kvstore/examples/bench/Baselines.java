package io.kvstore.examples.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a baseline on the command line: a plain one, or one that the class path offers as a service. */
final class Baselines implements ITypeConverter<Baseline> {

    private static final List<String> PEERS = List.of("shardingsphere", "infinispan");

    @Override
    public Baseline convert(String label) {
        List<Baseline> known = new ArrayList<>(List.of(PlainBaseline.values()));
        ServiceLoader.load(Baseline.class).forEach(known::add);
        return known.stream()
                .filter(baseline -> baseline.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(refusal(label, known)));
    }

    private static String refusal(String label, List<Baseline> known) {
        return PEERS.contains(label)
                ? "'" + label
                        + "' is not in this build: build with the Maven profile peers, as KV_PROFILES=peers ./kv does"
                : "'" + label + "' is no baseline that I know: "
                        + known.stream().map(Baseline::label).toList();
    }
}
