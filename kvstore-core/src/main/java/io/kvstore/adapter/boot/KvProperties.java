package io.kvstore.adapter.boot;

import io.kvstore.JavaCodec;
import io.kvstore.KvConfig;
import io.kvstore.ShardConfig;
import io.kvstore.config.ConfigException;
import io.kvstore.config.ConfigKey;
import io.kvstore.config.ConfigTree;
import io.kvstore.config.Durations;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;

/**
 * The properties {@code kvstore.*}, which are the settings of a config file and a few of Boot's own. Boot finds them, by
 * any of its relaxed names; {@link ConfigTree} reads them.
 */
final class KvProperties {

    static final String PREFIX = "kvstore";
    static final String SHARDS = PREFIX + ".shards";

    private static final Bindable<List<Map<String, String>>> LIST_OF_SHARDS =
            Bindable.of(ResolvableType.forClassWithGenerics(
                    List.class, ResolvableType.forClassWithGenerics(Map.class, String.class, String.class)));
    private static final Bindable<Map<String, String>> TEXTS = Bindable.mapOf(String.class, String.class);

    private final Binder binder;

    KvProperties(Environment environment) {
        binder = Binder.get(environment);
    }

    /** The shards of the properties {@code kvstore.shards}. */
    List<ShardConfig> shards() {
        List<Map<String, String>> shards = binder.bind(SHARDS, LIST_OF_SHARDS).orElse(List.of());
        return refusing(() -> ConfigTree.read(Map.of("shards", shards)).build().shards());
    }

    /** A config with these shards, and all other properties. */
    KvConfig.Builder config(List<ShardConfig> shards) {
        Map<String, Object> tree = new HashMap<>();
        for (ConfigKey key : ConfigTree.keys()) {
            if (!key.path().startsWith("shards[]")) {
                value(key).ifPresent(value -> put(tree, key.path(), value));
            }
        }
        return refusing(() -> ConfigTree.read(tree, shards));
    }

    private Optional<?> value(ConfigKey key) {
        String name = PropertyNames.of(key.path());
        return key.type() == ConfigKey.Type.TEXTS
                ? Optional.ofNullable(binder.bind(name, TEXTS).orElse(null))
                : text(name);
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(binder.bind(name, String.class).orElse(null));
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> tree, String path, Object value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            tree.put(path, value);
        } else {
            Map<String, Object> group =
                    (Map<String, Object>) tree.computeIfAbsent(path.substring(0, dot), name -> new HashMap<>());
            put(group, path.substring(dot + 1), value);
        }
    }

    Duration duration(OwnProperty property, Duration min, Duration max) {
        String text = text(property.name()).filter(set -> !set.isEmpty()).orElse(property.byDefault());
        try {
            Duration duration = Durations.parse(text);
            if (duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0) {
                return duration;
            }
        } catch (IllegalArgumentException e) {
            throw new KvPropertyException(property.name(), e.getMessage());
        }
        throw new KvPropertyException(
                property.name(),
                "'" + text + "': it must be " + Durations.format(min) + " to " + Durations.format(max));
    }

    /** Gives a duration to what bounds it, unless it is not set. */
    void ifSet(OwnProperty property, Consumer<Duration> use) {
        text(property.name()).filter(set -> !set.isEmpty()).ifPresent(text -> use(property, text, use));
    }

    /** Gives the durations of a property, by their names, to what bounds them. */
    void each(OwnProperty property, BiConsumer<String, Duration> use) {
        binder.bind(property.name(), TEXTS)
                .orElse(Map.of())
                .forEach((name, text) -> use(property, text, duration -> use.accept(name, duration)));
    }

    private static void use(OwnProperty property, String text, Consumer<Duration> use) {
        refusing(property, () -> {
            use.accept(Durations.parse(text));
            return property;
        });
    }

    /** What is made of a duration that must be set. */
    <T> T get(OwnProperty property, Function<Duration, T> use) {
        return refusing(
                property, () -> use.apply(Durations.parse(text(property.name()).orElse(""))));
    }

    private static <T> T refusing(OwnProperty property, Supplier<T> task) {
        try {
            return task.get();
        } catch (IllegalArgumentException e) {
            throw new KvPropertyException(property.name(), e.getMessage());
        }
    }

    /** A codec that reads the classes of these packages. */
    JavaCodec codec(OwnProperty packages) {
        List<String> names =
                binder.bind(packages.name(), Bindable.listOf(String.class)).orElse(List.of());
        return refusing(packages, () -> JavaCodec.allowing(names.toArray(String[]::new)));
    }

    /** Runs what refuses settings by their names in a config. The error has the names of properties. */
    static <T> T refusing(Supplier<T> task) {
        try {
            return task.get();
        } catch (ConfigException e) {
            throw new KvPropertyException(PropertyNames.of(e.path()), e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new KvPropertyException(null, e.getMessage());
        }
    }
}
