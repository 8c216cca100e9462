package io.kvstore.adapter.boot;

import io.kvstore.KvStore;
import io.kvstore.ReapReport;
import io.kvstore.metrics.MicrometerObserver;
import io.kvstore.metrics.ReapMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Consumer;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/** Meters of the store, its pools and its reaper, if there is a registry. */
@AutoConfiguration(
        after = KvStoreAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnSingleCandidate(MeterRegistry.class)
@SuppressWarnings("exports") // Spring Boot is optional
public final class KvStoreMetricsAutoConfiguration {

    /** Used by Spring. */
    public KvStoreMetricsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    MicrometerObserver kvMicrometerObserver(MeterRegistry registry) {
        return new MicrometerObserver(registry);
    }

    @Bean
    Consumer<ReapReport> kvReapMetrics(MeterRegistry registry) {
        return new ReapMetrics(registry)::record;
    }

    @Bean
    @ConditionalOnSingleCandidate(KvStore.class)
    SmartInitializingSingleton kvPoolMetrics(MicrometerObserver observer, KvStore store) {
        return () -> observer.bindTo(store);
    }
}
