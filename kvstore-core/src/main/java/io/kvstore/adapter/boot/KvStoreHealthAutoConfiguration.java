package io.kvstore.adapter.boot;

import io.kvstore.KvStore;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The health of each shard as {@code kvstore} in the health of the application. */
@AutoConfiguration(after = KvStoreAutoConfiguration.class)
@ConditionalOnClass({CompositeHealthContributor.class, ConditionalOnEnabledHealthIndicator.class})
@SuppressWarnings("exports") // Spring Boot is optional
public final class KvStoreHealthAutoConfiguration {

    /** Used by Spring. */
    public KvStoreHealthAutoConfiguration() {}

    /** Its conditions need the library that the outer class looks for. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnSingleCandidate(KvStore.class)
    @ConditionalOnEnabledHealthIndicator("kvstore")
    static final class Indicators {

        @Bean
        @ConditionalOnMissingBean(name = {"kvstoreHealthContributor", "kvstoreHealthIndicator"})
        CompositeHealthContributor kvstoreHealthContributor(KvStore store, Environment environment) {
            Duration timeout = new KvProperties(environment)
                    .duration(OwnProperty.HEALTH_TIMEOUT, ShardsHealth.MIN_TIMEOUT, ShardsHealth.MAX_TIMEOUT);
            return new ShardsHealth(store.admin(), timeout).contributor();
        }
    }
}
