package io.kvstore.adapter.boot;

import io.kvstore.KvConfig;
import io.kvstore.KvObserver;
import io.kvstore.KvStore;
import io.kvstore.KvTracer;
import io.kvstore.ReapListener;
import io.kvstore.ReapReport;
import io.kvstore.ReaperFactory;
import io.kvstore.ShardConfig;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/** The {@link KvStore} bean and the schedule of its reaper. */
@AutoConfiguration
@SuppressWarnings("exports") // Spring Boot is optional
public final class KvStoreAutoConfiguration {

    /** Used by Spring. */
    public KvStoreAutoConfiguration() {}

    @Configuration(proxyBeanMethods = false)
    @Conditional(OnShards.class)
    @ConditionalOnMissingBean(KvStore.class)
    static final class Store {

        @Bean(destroyMethod = "close")
        KvStore kvStore(
                Environment environment,
                ObjectProvider<KvStoreConnectionDetails> details,
                ObjectProvider<KvObserver> observers,
                ObjectProvider<KvTracer> tracer,
                ObjectProvider<ReapListener> listener,
                ObjectProvider<ReaperFactory> reaper,
                ObjectProvider<KvConfigCustomizer> customizers) {
            UnknownProperties.refuse(environment);
            KvProperties properties = new KvProperties(environment);
            List<ShardConfig> shards = details.orderedStream()
                    .flatMap(each -> each.shards().stream())
                    .toList();
            KvConfig.Builder builder = properties.config(shards.isEmpty() ? properties.shards() : shards);
            builder.observer(Observers.of(observers.orderedStream().toList()));
            tracer.ifAvailable(builder::tracer);
            listener.ifAvailable(builder::reapListener);
            reaper.ifAvailable(builder::reaperFactory);
            customizers.orderedStream().forEach(each -> each.customize(builder));
            return KvProperties.refusing(() -> KvStore.open(builder.build()));
        }
    }

    @Bean
    @Lazy(false) // nobody asks for it
    @ConditionalOnSingleCandidate(KvStore.class)
    ReaperSchedule kvReaperSchedule(
            KvStore store, Environment environment, ObjectProvider<Consumer<ReapReport>> reports) {
        return new ReaperSchedule(
                store.reaper(),
                new KvProperties(environment)
                        .duration(OwnProperty.REAPER_INTERVAL, Duration.ZERO, ReaperSchedule.MAX_INTERVAL),
                reports.orderedStream().toList());
    }
}
