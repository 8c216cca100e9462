package io.kvstore.adapter.boot;

import io.kvstore.KvStore;
import io.kvstore.adapter.integration.KvStoreMetadataStore;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.integration.metadata.MetadataStore;

/** Spring Integration's metadata store, if {@code kvstore.integration.enabled} is true. */
@AutoConfiguration(after = KvStoreAutoConfiguration.class)
@ConditionalOnClass(MetadataStore.class)
@ConditionalOnSingleCandidate(KvStore.class)
@ConditionalOnBooleanProperty(OwnProperty.INTEGRATION_ENABLED_NAME)
@SuppressWarnings("exports") // Spring Boot is optional
public final class KvIntegrationAutoConfiguration {

    /** Used by Spring. */
    public KvIntegrationAutoConfiguration() {}

    /** Endpoints of Spring Integration look for a bean of this name. */
    @Bean
    @ConditionalOnMissingBean(MetadataStore.class)
    KvStoreMetadataStore metadataStore(KvStore store, Environment environment) {
        KvStoreMetadataStore.Builder builder = KvStoreMetadataStore.builder(store);
        new KvProperties(environment).ifSet(OwnProperty.INTEGRATION_TTL, builder::ttl);
        return builder.build();
    }
}
