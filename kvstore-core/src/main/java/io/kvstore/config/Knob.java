package io.kvstore.config;

import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One setting, or a group of settings.
 *
 * @param <C> the config that it is part of
 * @param name its name
 * @param keys what it adds to the keys of a config, given its path
 * @param set changes a config to what a node says; or returns a copy that is changed
 */
record Knob<C>(String name, Function<String, Stream<ConfigKey>> keys, BiFunction<C, Node, C> set) {

    static <C> Knob<C> text(String name, BiFunction<C, String, C> set) {
        return new Knob<>(
                name,
                path -> Stream.of(new ConfigKey(path, ConfigKey.Type.TEXT)),
                (config, node) -> node.value() == null ? config : set.apply(config, node.text()));
    }

    static <C> Knob<C> number(String name, BiFunction<C, Integer, C> set) {
        return scalar(name, ConfigKey.Type.NUMBER, Node::number, set);
    }

    static <C> Knob<C> flag(String name, BiFunction<C, Boolean, C> set) {
        return scalar(name, ConfigKey.Type.FLAG, Node::flag, set);
    }

    static <C> Knob<C> duration(String name, BiFunction<C, Duration, C> set) {
        return scalar(name, ConfigKey.Type.DURATION, Node::duration, set);
    }

    private static <C, T> Knob<C> scalar(
            String name, ConfigKey.Type type, Function<Node, T> read, BiFunction<C, T, C> set) {
        return new Knob<>(
                name,
                path -> Stream.of(new ConfigKey(path, type)),
                (config, node) -> node.isLeftOut() ? config : set.apply(config, read.apply(node)));
    }

    /** Names of somebody else, such as a driver, with a text each. */
    static <C> Knob<C> texts(String name, Property<C> set) {
        return new Knob<>(name, path -> Stream.of(new ConfigKey(path, ConfigKey.Type.TEXTS)), (config, node) -> {
            C changed = config;
            for (Map.Entry<String, Node> property : node.group().entrySet()) {
                Node value = property.getValue();
                if (value.value() == null) {
                    throw new ConfigException(
                            value.path(),
                            "pool: the property " + property.getKey() + " has no value (an empty one is written \"\")");
                }
                changed = set.apply(changed, property.getKey(), value.text());
            }
            return changed;
        });
    }

    /** Sets one of them. */
    @FunctionalInterface
    interface Property<C> {
        C apply(C config, String name, String value);
    }

    /**
     * A config within a config.
     *
     * @param start what it is before it is changed
     */
    static <C, G> Knob<C> group(String name, Group<G> group, Function<C, G> start, BiFunction<C, G, C> set) {
        return new Knob<>(
                name,
                group::keys,
                (config, node) -> node.isLeftOut() ? config : set.apply(config, group.read(start.apply(config), node)));
    }
}
