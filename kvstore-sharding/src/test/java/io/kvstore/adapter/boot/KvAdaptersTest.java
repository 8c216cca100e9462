package io.kvstore.adapter.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.BucketConfiguration;
import io.kvstore.KvStore;
import io.kvstore.adapter.bucket4j.KvStoreProxyManager;
import io.kvstore.adapter.integration.KvStoreMetadataStore;
import io.kvstore.adapter.shedlock.KvStoreLockProvider;
import io.kvstore.engines.LeakCheck;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.integration.metadata.MetadataStore;
import org.springframework.integration.metadata.SimpleMetadataStore;

/** The adapters that are beans as soon as their library is there, or a property asks for them. */
@ExtendWith(LeakCheck.class)
class KvAdaptersTest {

    private static ApplicationContextRunner application() {
        return Contexts.oneShard()
                .withConfiguration(AutoConfigurations.of(
                        KvLockAutoConfiguration.class,
                        KvBucketAutoConfiguration.class,
                        KvIntegrationAutoConfiguration.class,
                        KvStoreObservationAutoConfiguration.class));
    }

    @Test
    void locksAreInTheStore() {
        application().run(context -> {
            LockProvider locks = context.getBean(LockProvider.class);
            LockConfiguration task = new LockConfiguration(Instant.now(), "task", Duration.ofMinutes(1), Duration.ZERO);
            assertThat(locks.lock(task)).isPresent();
            assertThat(locks.lock(task)).isEmpty();
        });
    }

    @Test
    void bucketsAreInTheStoreAndExpire() {
        application().run(context -> {
            BucketConfiguration two = BucketConfiguration.builder()
                    .addLimit(limit -> limit.capacity(2).refillGreedy(2, Duration.ofDays(1)))
                    .build();
            KvStoreProxyManager buckets = context.getBean(KvStoreProxyManager.class);
            assertThat(buckets.getProxy("k", () -> two).tryConsumeAsMuchAsPossible())
                    .isEqualTo(2);
            assertThat(buckets.getProxy("k", () -> two).tryConsume(1)).isFalse();
            assertThat(context.getBean(KvStore.class)
                            .ttl("bucket:k")
                            .orElseThrow()
                            .remaining())
                    .hasValueSatisfying(left -> assertThat(left).isBetween(Duration.ofHours(23), Duration.ofHours(25)));
        });
    }

    @Test
    void metadataStoreIsOneIfItIsWanted() {
        application().run(context -> assertThat(context).doesNotHaveBean(MetadataStore.class));
        application()
                .withPropertyValues("kvstore.integration.enabled=true", "kvstore.integration.ttl=1h")
                .run(context -> {
                    context.getBean("metadataStore", MetadataStore.class).put("k", "v");
                    assertThat(context.getBean(KvStore.class)
                                    .ttl("metadata:k")
                                    .orElseThrow()
                                    .remaining())
                            .hasValueSatisfying(
                                    left -> assertThat(left).isBetween(Duration.ofMinutes(59), Duration.ofHours(1)));
                });
        application()
                .withPropertyValues("kvstore.integration.enabled=true", "kvstore.integration.ttl=0s")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageStartingWith("kvstore.integration.ttl: the ttl of the metadata is PT0S"));
    }

    @Test
    void callsAndStatementsAreObserved() {
        TestObservationRegistry registry = TestObservationRegistry.create();
        application().withBean(ObservationRegistry.class, () -> registry).run(context -> {
            context.getBean(KvStore.class).get("k");
            TestObservationRegistryAssert.assertThat(registry).hasAnObservationWithAKeyValue("operation", "get");
        });
    }

    @Test
    void leavesWhatTheApplicationHasAlone() {
        application()
                .withPropertyValues("kvstore.integration.enabled=true")
                .withBean("mine", LockProvider.class, () -> task -> Optional.empty())
                .withBean(MetadataStore.class, SimpleMetadataStore::new)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(KvStoreLockProvider.class)
                        .doesNotHaveBean(KvStoreMetadataStore.class));
    }

    @ParameterizedTest
    @CsvSource({
        "net.javacrumbs.shedlock, kvLockProvider",
        "io.github.bucket4j, kvProxyManager",
        "org.springframework.integration, metadataStore",
        "io.micrometer, kvObservationTracer"
    })
    void needsTheLibrary(String library, String bean) {
        application()
                .withPropertyValues("kvstore.integration.enabled=true")
                .withClassLoader(new FilteredClassLoader(library))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(KvStore.class)
                        .doesNotHaveBean(bean));
    }
}
