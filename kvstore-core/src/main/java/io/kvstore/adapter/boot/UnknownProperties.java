package io.kvstore.adapter.boot;

import static java.util.stream.Collectors.joining;

import io.kvstore.config.ConfigKey;
import io.kvstore.config.ConfigTree;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.Environment;

/**
 * Refuses properties {@code kvstore.*} that nobody reads, such as a mistyped one. The variables of the system and of the
 * JVM may have any names, as with Boot's own properties.
 */
final class UnknownProperties {

    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of(KvProperties.PREFIX);

    private static final List<ConfigurationPropertyName> KNOWN = Stream.concat(
                    ConfigTree.keys().stream().map(UnknownProperties::name),
                    OwnProperty.ALL.stream().map(OwnProperty::name))
            .distinct()
            .map(ConfigurationPropertyName::of)
            .toList();

    private UnknownProperties() {}

    /** The elements of the list are checked when they are read. */
    private static String name(ConfigKey key) {
        return key.path().startsWith("shards[]") ? KvProperties.SHARDS : PropertyNames.of(key.path());
    }

    static void refuse(Environment environment) {
        UnboundElementsSourceFilter checked = new UnboundElementsSourceFilter();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (checked.apply(source) && source instanceof IterableConfigurationPropertySource iterable) {
                iterable.stream().filter(PREFIX::isAncestorOf).forEach(UnknownProperties::check);
            }
        }
    }

    private static void check(ConfigurationPropertyName name) {
        if (KNOWN.stream().noneMatch(known -> known.equals(name) || known.isAncestorOf(name))) {
            ConfigurationPropertyName parent = name.getParent();
            while (KNOWN.stream().noneMatch(parent::isAncestorOf)) {
                parent = parent.getParent();
            }
            throw new KvPropertyException(name.toString(), "unknown property; known here: " + children(parent));
        }
    }

    private static String children(ConfigurationPropertyName parent) {
        return KNOWN.stream()
                .filter(parent::isAncestorOf)
                .map(known -> known.chop(parent.getNumberOfElements() + 1).toString())
                .distinct()
                .sorted()
                .collect(joining(", "));
    }
}
