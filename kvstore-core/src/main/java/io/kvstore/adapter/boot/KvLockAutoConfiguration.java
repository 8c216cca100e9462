package io.kvstore.adapter.boot;

import io.kvstore.KvStore;
import io.kvstore.adapter.shedlock.KvStoreLockProvider;
import net.javacrumbs.shedlock.core.LockProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/** The locks of ShedLock in the store, if ShedLock is on the class path and no other provider is defined. */
@AutoConfiguration(after = KvStoreAutoConfiguration.class)
@ConditionalOnClass(LockProvider.class)
@ConditionalOnSingleCandidate(KvStore.class)
@SuppressWarnings("exports") // Spring Boot is optional
public final class KvLockAutoConfiguration {

    /** Used by Spring. */
    public KvLockAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(LockProvider.class)
    KvStoreLockProvider kvLockProvider(KvStore store) {
        return new KvStoreLockProvider(store);
    }
}
