package io.kvstore.adapter.boot;

import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.kvstore.KvStore;
import io.kvstore.adapter.bucket4j.KvStoreProxyManager;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/** The buckets of Bucket4j in the store, if Bucket4j is on the class path and no other manager is defined. */
@AutoConfiguration(after = KvStoreAutoConfiguration.class)
@ConditionalOnClass(ProxyManager.class)
@ConditionalOnSingleCandidate(KvStore.class)
@SuppressWarnings("exports") // Spring Boot is optional
public final class KvBucketAutoConfiguration {

    /** A full bucket is as good as none. */
    private static final Duration FULL_BUCKET_STAYS = Duration.ofMinutes(1);

    /** Used by Spring. */
    public KvBucketAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(ProxyManager.class)
    KvStoreProxyManager kvProxyManager(KvStore store) {
        return KvStoreProxyManager.builder(store)
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(FULL_BUCKET_STAYS))
                .build();
    }
}
