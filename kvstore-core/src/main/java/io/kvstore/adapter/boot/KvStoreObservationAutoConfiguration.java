package io.kvstore.adapter.boot;

import io.kvstore.KvTracer;
import io.kvstore.observation.LinkingTracingHandler;
import io.kvstore.observation.ObservationTracer;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Observations of calls and statements, if there is a registry for them; with a tracer, spans that are linked. */
@AutoConfiguration(
        after = KvStoreAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
            "org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration"
        })
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnSingleCandidate(ObservationRegistry.class)
@SuppressWarnings("exports") // Spring Boot is optional
public final class KvStoreObservationAutoConfiguration {

    /** Used by Spring. */
    public KvStoreObservationAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(KvTracer.class)
    ObservationTracer kvObservationTracer(ObservationRegistry registry) {
        return new ObservationTracer(registry);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Tracer.class)
    static final class Links {

        /** Before the handler that Boot has for all observations. */
        @Bean
        @Order(0)
        @ConditionalOnSingleCandidate(Tracer.class)
        @ConditionalOnMissingBean
        LinkingTracingHandler kvLinkingTracingHandler(Tracer tracer) {
            return new LinkingTracingHandler(tracer);
        }
    }
}
