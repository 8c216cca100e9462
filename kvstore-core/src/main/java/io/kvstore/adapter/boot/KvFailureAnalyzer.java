package io.kvstore.adapter.boot;

import io.kvstore.KvSetupException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;

/** Says why the store was not opened, and what to do, in place of a stack trace. */
final class KvFailureAnalyzer implements FailureAnalyzer {

    private final @Nullable Environment environment;

    KvFailureAnalyzer(@Nullable Environment environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof KvPropertyException refused) {
                return new FailureAnalysis(
                        "The configuration of the key-value store is refused:\n\n    " + refused.getMessage()
                                + origin(refused.property()),
                        "Correct the property. docs/CONFIGURATION.md of kvstore lists all settings with their limits;"
                                + " docs/SPRING.md says how they are written as properties.",
                        cause);
            }
            if (cause instanceof KvSetupException setup) {
                return new FailureAnalysis(
                        "The key-value store cannot use one of its shards:\n\n    " + setup.getMessage(),
                        "Correct what the message names: in the properties kvstore.shards of the shard '"
                                + setup.shard() + "', or on its server. Trying again does not help before that.",
                        cause);
            }
        }
        return null;
    }

    private String origin(@Nullable String property) {
        if (environment == null || property == null || !ConfigurationPropertyName.isValid(property)) {
            return "";
        }
        ConfigurationPropertyName name = ConfigurationPropertyName.of(property);
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            Origin origin = Origin.from(source.getConfigurationProperty(name));
            if (origin != null) {
                return "\n\n    It is set in " + origin + ".";
            }
        }
        return "";
    }
}
