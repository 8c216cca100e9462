package io.kvstore.adapter.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.KvStore;
import io.kvstore.adapter.cache.KvCacheManager;
import io.kvstore.engines.LeakCheck;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Configuration;

/** Spring's caches in an application of Boot. */
@ExtendWith(LeakCheck.class)
class KvCacheAutoConfigurationTest {

    @Configuration(proxyBeanMethods = false)
    @EnableCaching
    static class Caching {}

    static class Prices {

        private final AtomicInteger asked = new AtomicInteger();

        @Cacheable("prices")
        public int price(String article) {
            return article.length() + asked.incrementAndGet();
        }
    }

    private static ApplicationContextRunner application() {
        return Contexts.oneShard()
                .withConfiguration(AutoConfigurations.of(KvCacheAutoConfiguration.class))
                .withUserConfiguration(Caching.class);
    }

    @Test
    void cachesAreInTheStoreAndTheirEntriesExpire() {
        application()
                .withBean(Prices.class)
                .withPropertyValues("kvstore.cache.ttl=1m", "kvstore.cache.ttls.rates=2h")
                .run(context -> {
                    Prices prices = context.getBean(Prices.class);
                    assertThat(prices.price("tea")).isEqualTo(4);
                    assertThat(prices.price("tea")).isEqualTo(4);
                    KvCacheManager caches = context.getBean(KvCacheManager.class);
                    caches.getCache("rates").put("eur", 7);
                    KvStore store = context.getBean(KvStore.class);
                    assertThat(left(store, "cache:prices:0:tea")).isLessThanOrEqualTo(Duration.ofMinutes(1));
                    assertThat(left(store, "cache:rates:0:eur")).isGreaterThan(Duration.ofMinutes(119));
                });
    }

    private static Duration left(KvStore store, String key) {
        return store.ttl(key).orElseThrow().remaining().orElseThrow();
    }

    @Test
    void areNotThereUnlessTheyAreWanted() {
        application()
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessageContaining("No qualifying bean of type '" + CacheManager.class.getName()));
        application()
                .withPropertyValues("kvstore.cache.ttl=1m")
                .withBean(CacheManager.class, ConcurrentMapCacheManager::new)
                .run(context -> assertThat(context).doesNotHaveBean(KvCacheManager.class));
        Contexts.oneShard()
                .withConfiguration(AutoConfigurations.of(KvCacheAutoConfiguration.class))
                .withPropertyValues("kvstore.cache.ttl=1m")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(KvCacheManager.class));
    }

    @ParameterizedTest
    @CsvSource({
        "kvstore.cache.ttl=5, kvstore.cache.ttl: '5' is no duration",
        "kvstore.cache.ttl=0s, kvstore.cache.ttl: ttl is PT0S",
        "kvstore.cache.ttls.rates=0s, kvstore.cache.ttls: ttl of cache 'rates' is PT0S",
        "kvstore.cache.allowed-packages=*, kvstore.cache.allowed-packages: "
    })
    void wrongPropertyIsNamed(String property, String expected) {
        application()
                .withPropertyValues("kvstore.cache.ttl=1m", property)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageStartingWith(expected));
    }
}
