package io.kvstore.config;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Settings that stand together, in the order in which they are set. Immutable.
 *
 * @param <C> the config that they make
 */
final class Group<C> {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.\\[\\]-]{0,60}");

    private final Map<String, Knob<C>> knobs = new LinkedHashMap<>();

    @SafeVarargs
    Group(Knob<C>... knobs) {
        for (Knob<C> knob : knobs) {
            this.knobs.put(knob.name(), knob);
        }
    }

    Stream<ConfigKey> keys(String path) {
        String prefix = path.isEmpty() ? "" : path + ".";
        return knobs.values().stream().flatMap(knob -> knob.keys().apply(prefix + knob.name()));
    }

    /** What the config becomes when a node has its say. */
    C read(C start, Node node) {
        Map<String, Node> group = node.group();
        group.forEach(this::refuseUnknown);
        C config = start;
        for (Knob<C> knob : knobs.values()) {
            Node each = group.getOrDefault(knob.name(), node.leftOut(knob.name()));
            C before = config;
            config = each.refusing(() -> knob.set().apply(before, each));
        }
        return config;
    }

    private void refuseUnknown(String name, Node node) {
        if (!knobs.containsKey(name)) {
            String known = knobs.keySet().stream().sorted().collect(joining(", "));
            String unknown = printable(node.path());
            throw new ConfigException(unknown, "unknown key '" + unknown + "'; known here: " + known);
        }
    }

    /** Only what a key can be made of: who forgets the blank of {@code password: x} has written a key. */
    private static String printable(String path) {
        Matcher name = NAME.matcher(path);
        return name.lookingAt() && !name.hitEnd() ? name.group() + "…" : path;
    }
}
