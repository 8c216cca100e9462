package io.kvstore.examples.sample;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.BucketProxy;
import io.kvstore.KvStore;
import io.kvstore.adapter.bucket4j.KvStoreProxyManager;
import io.kvstore.adapter.cache.KvCacheManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import net.javacrumbs.shedlock.core.DefaultLockingTaskExecutor;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.LockingTaskExecutor;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The service. Its configuration is in {@code sample.properties}. */
@SpringBootApplication
@EnableCaching
@EnableScheduling
public class SampleApplication {

    /** How many visits all instances permit together. */
    static final int VISITS = 100;

    public static void main(String[] args) {
        new SpringApplicationBuilder(SampleApplication.class)
                .properties("spring.config.name=sample")
                .run(args);
    }

    @Bean
    CacheManager caches(KvStore store) {
        return KvCacheManager.builder(store, Duration.ofMinutes(10)).build();
    }

    @Bean
    LockingTaskExecutor locking(LockProvider locks) {
        return new DefaultLockingTaskExecutor(locks);
    }

    @Bean
    BucketProxy permittedVisits(KvStore store) {
        BucketConfiguration daily = BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(VISITS).refillIntervally(VISITS, Duration.ofDays(1)))
                .build();
        return KvStoreProxyManager.builder(store).build().getProxy("visits", () -> daily);
    }

    /** Writes the port into a file, once it listens. */
    @Bean
    ApplicationListener<WebServerInitializedEvent> listens(@Value("${sample.port-file}") Path file) {
        return event -> {
            try {
                Path port = file.resolveSibling(file.getFileName() + ".new");
                Files.writeString(port, Integer.toString(event.getWebServer().getPort()));
                Files.move(port, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
