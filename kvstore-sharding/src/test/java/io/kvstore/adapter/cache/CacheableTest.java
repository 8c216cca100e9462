package io.kvstore.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.KvStore;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring's annotations on our cache. */
@ExtendWith(LeakCheck.class)
class CacheableTest {

    /** Counts its calls. */
    static class Books {

        private final AtomicInteger calls = new AtomicInteger();

        @Cacheable("books")
        public String title(int number) {
            return "title " + number + ", call " + calls.incrementAndGet();
        }

        @Cacheable("books")
        public String page(int number, int page) {
            return "page " + calls.incrementAndGet();
        }

        @Cacheable(cacheNames = "synced", sync = true)
        public String synced(int number) {
            return "call " + calls.incrementAndGet();
        }

        @Cacheable("futures")
        public CompletableFuture<String> future(int number) {
            return CompletableFuture.completedFuture("call " + calls.incrementAndGet());
        }

        @Cacheable(cacheNames = "syncedFutures", sync = true)
        public CompletableFuture<String> syncedFuture(int number) {
            return CompletableFuture.completedFuture("call " + calls.incrementAndGet());
        }

        @Cacheable("books")
        public String nothing() {
            calls.incrementAndGet();
            return null;
        }

        @CachePut(cacheNames = "books", key = "#number")
        public String rename(int number, String title) {
            return title;
        }

        @CacheEvict("books")
        public void forget(int number) {}

        @CacheEvict(cacheNames = "books", allEntries = true)
        public void forgetAll() {}
    }

    @Configuration
    @EnableCaching
    static class Caching {

        @Bean(destroyMethod = "close")
        KvStore store() {
            return KvStore.open(Engine.H2.newStore(1).build());
        }

        @Bean
        CacheManager cacheManager(KvStore store) {
            return KvCacheManager.builder(store, Duration.ofHours(1)).build();
        }

        @Bean
        Books books() {
            return new Books();
        }
    }

    private AnnotationConfigApplicationContext context;
    private Books books;

    @BeforeEach
    void open() {
        context = new AnnotationConfigApplicationContext(Caching.class);
        books = context.getBean(Books.class);
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void methodIsCalledOncePerArguments() {
        assertThat(books.title(1)).isEqualTo("title 1, call 1");
        assertThat(books.title(1)).isEqualTo("title 1, call 1");
        assertThat(books.title(2)).isEqualTo("title 2, call 2");
        assertThat(books.page(1, 2)).isEqualTo("page 3").isEqualTo(books.page(1, 2));
        assertThat(books.synced(1)).isEqualTo("call 4").isEqualTo(books.synced(1));
        assertThat(books.nothing()).isNull();
        assertThat(books.nothing()).isNull();
        assertThat(books.synced(2)).isEqualTo("call 6");
    }

    @Test
    void methodThatReturnsAFutureIsCalledOnce() {
        assertThat(books.future(1).join()).isEqualTo("call 1");
        assertThat(books.future(1).join()).isEqualTo("call 1");
        assertThat(books.syncedFuture(1).join()).isEqualTo("call 2");
        assertThat(books.syncedFuture(1).join()).isEqualTo("call 2");
    }

    @Test
    void entriesAreReplacedAndEvicted() {
        books.title(1);
        books.title(2);
        books.rename(1, "Emma");
        assertThat(books.title(1)).isEqualTo("Emma");
        books.forget(1);
        assertThat(books.title(1)).isEqualTo("title 1, call 3");
        assertThat(books.title(2)).isEqualTo("title 2, call 2");
        books.forgetAll();
        assertThat(books.title(2)).isEqualTo("title 2, call 4");
    }
}
