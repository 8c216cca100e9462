package io.kvstore.examples.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.adapter.cache.KvCacheManager;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The snippet about caches. */
class CachesTest {

    @Configuration
    @EnableCaching
    static class Caching {

        // snippet: caches
        @Bean
        CacheManager caches(KvStore store) {
            return KvCacheManager.builder(store, Duration.ofMinutes(10))
                    .ttl("prices", Duration.ofSeconds(30))
                    .build();
        }
        // end

        @Bean(destroyMethod = "close")
        KvStore store() {
            return KvStore.open(KvConfig.embedded(2).build());
        }

        @Bean
        Prices prices() {
            return new Prices();
        }
    }

    static class Prices {

        private final AtomicInteger calls = new AtomicInteger();

        // snippet: caches
        @Cacheable(cacheNames = "prices", sync = true)
        public String price(String article) {
            return ask(article);
        }
        // end

        private String ask(String article) {
            return article + " " + calls.incrementAndGet();
        }
    }

    @Test
    void methodIsCalledOnce() {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Caching.class)) {
            Prices prices = context.getBean(Prices.class);
            assertThat(prices.price("pen")).isEqualTo("pen 1");
            assertThat(prices.price("pen")).isEqualTo("pen 1");
            assertThat(context.getBean(KvStore.class)
                            .ttl("cache:prices:0:pen")
                            .orElseThrow()
                            .remaining()
                            .orElseThrow())
                    .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
        }
    }
}
