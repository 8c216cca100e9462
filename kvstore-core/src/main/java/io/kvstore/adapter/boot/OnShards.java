package io.kvstore.adapter.boot;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Whether there are shards: properties {@code kvstore.shards}, or a bean that knows some. Any other property
 * {@code kvstore.*} of the application counts too, so that a mistyped {@code kvstore.shard} is refused and not ignored.
 */
final class OnShards extends SpringBootCondition implements ConfigurationCondition {

    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of(KvProperties.PREFIX);
    private static final ConfigurationPropertyName SHARDS = ConfigurationPropertyName.of(KvProperties.SHARDS);

    @Override
    public ConfigurationPhase getConfigurationPhase() {
        return ConfigurationPhase.REGISTER_BEAN;
    }

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        ConditionMessage.Builder message = ConditionMessage.forCondition("Shards of kvstore");
        if (hasDetails(context)) {
            return ConditionOutcome.match(message.because("a bean of type KvStoreConnectionDetails has them"));
        }
        UnboundElementsSourceFilter ofTheApplication = new UnboundElementsSourceFilter();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(context.getEnvironment())) {
            ConfigurationPropertyName name = ofTheApplication.apply(source) ? PREFIX : SHARDS;
            if (source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT) {
                return ConditionOutcome.match(message.because("there are properties " + name));
            }
        }
        return ConditionOutcome.noMatch(message.because(
                "there is no property kvstore.shards[0].name, and no bean of type" + " KvStoreConnectionDetails"));
    }

    private static boolean hasDetails(ConditionContext context) {
        return context.getBeanFactory() != null
                && context.getBeanFactory().getBeanNamesForType(KvStoreConnectionDetails.class, true, false).length > 0;
    }
}
