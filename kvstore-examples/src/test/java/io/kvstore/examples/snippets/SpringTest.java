package io.kvstore.examples.snippets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.Reaper;
import io.kvstore.ReaperConfig;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The snippets about Spring, in their own context. */
class SpringTest {

    // snippet: spring
    @Component
    static class KvReaper {

        private final Reaper reaper;

        KvReaper(KvStore store) {
            reaper = store.reaper();
        }

        @Scheduled(fixedDelayString = "${kv.reaper.delay:PT1M}")
        void reap() {
            reaper.run(); // logs what goes wrong, and never throws
        }
    }

    @Configuration
    @EnableScheduling
    static class KvConfiguration {

        @Bean(destroyMethod = "close")
        KvStore store(KvConfig config) {
            return KvStore.open(config);
        }
    }
    // end

    @Test
    void springRunsTheReaperAndClosesTheStore() {
        KvStore store;
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("test", Map.of("kv.reaper.delay", "PT0.01S")));
            context.registerBean(
                    KvConfig.class,
                    () -> KvConfig.embedded(2)
                            .reaper(ReaperConfig.defaults().withGrace(Duration.ZERO))
                            .build());
            context.register(KvConfiguration.class, KvReaper.class);
            context.refresh();
            store = context.getBean(KvStore.class);

            store.put("a", new byte[1], Duration.ofMillis(1));

            await().until(() -> ReaperTest.rows(store) == 0);
        }
        assertThat(store.toString()).startsWith("closed");
    }
}
