package io.kvstore.adapter.boot;

import io.kvstore.KvStore;
import io.kvstore.adapter.cache.KvCacheManager;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.cache.CacheManager;
import org.springframework.cache.interceptor.CacheAspectSupport;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Spring's caches in the store, if caching is enabled and {@code kvstore.cache.ttl} is set. */
@AutoConfiguration(
        after = KvStoreAutoConfiguration.class,
        beforeName = "org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration")
@ConditionalOnClass(CacheManager.class)
@ConditionalOnSingleCandidate(KvStore.class)
@ConditionalOnProperty(OwnProperty.CACHE_TTL_NAME)
@ConditionalOnBean(CacheAspectSupport.class)
@SuppressWarnings("exports") // Spring Boot is optional
public final class KvCacheAutoConfiguration {

    /** Used by Spring. */
    public KvCacheAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(value = CacheManager.class, name = "cacheResolver")
    KvCacheManager cacheManager(KvStore store, Environment environment) {
        KvProperties properties = new KvProperties(environment);
        KvCacheManager.Builder builder =
                properties.get(OwnProperty.CACHE_TTL, ttl -> KvCacheManager.builder(store, ttl));
        properties.each(OwnProperty.CACHE_TTLS, builder::ttl);
        return builder.codec(properties.codec(OwnProperty.CACHE_ALLOWED_PACKAGES))
                .build();
    }
}
