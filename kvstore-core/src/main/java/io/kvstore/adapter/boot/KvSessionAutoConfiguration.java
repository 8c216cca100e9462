package io.kvstore.adapter.boot;

import io.kvstore.KvStore;
import io.kvstore.adapter.session.KvSessionRepository;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.session.SessionRepository;
import org.springframework.session.config.annotation.web.http.SpringHttpSessionConfiguration;

/** HTTP sessions in the store, if {@code kvstore.session.enabled} is true and Spring Session is on the class path. */
@AutoConfiguration(
        after = KvStoreAutoConfiguration.class,
        beforeName = "org.springframework.boot.session.autoconfigure.SessionAutoConfiguration")
@ConditionalOnClass(value = SessionRepository.class, name = "jakarta.servlet.Filter")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBooleanProperty(OwnProperty.SESSION_ENABLED_NAME)
@ConditionalOnSingleCandidate(KvStore.class)
@ConditionalOnMissingBean(SessionRepository.class)
@Import(SpringHttpSessionConfiguration.class)
@SuppressWarnings("exports") // Spring Boot is optional
public final class KvSessionAutoConfiguration {

    private static final List<String> TIMEOUTS = List.of("spring.session.timeout", "server.servlet.session.timeout");
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(30);

    /** Used by Spring. */
    public KvSessionAutoConfiguration() {}

    @Bean
    KvSessionRepository sessionRepository(KvStore store, Environment environment) {
        return KvSessionRepository.builder(store)
                .defaultMaxInactiveInterval(timeout(environment))
                .codec(new KvProperties(environment).codec(OwnProperty.SESSION_ALLOWED_PACKAGES))
                .build();
    }

    /** As Boot reads it: a number without a unit is in seconds. */
    private static Duration timeout(Environment environment) {
        Binder binder = Binder.get(environment);
        return TIMEOUTS.stream()
                .flatMap(name -> binder.bind(name, String.class).map(List::of).orElse(List.of()).stream())
                .findFirst()
                .map(text -> DurationStyle.detectAndParse(text, ChronoUnit.SECONDS))
                .orElse(DEFAULT_TIMEOUT);
    }
}
