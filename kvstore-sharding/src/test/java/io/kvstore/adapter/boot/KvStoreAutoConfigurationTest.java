package io.kvstore.adapter.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kvstore.KvConfig;
import io.kvstore.KvObserver;
import io.kvstore.KvStore;
import io.kvstore.ReapListener;
import io.kvstore.engines.LeakCheck;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The store that Boot makes of properties and beans. */
@ExtendWith(LeakCheck.class)
class KvStoreAutoConfigurationTest {

    private static final String SYSTEM_ENVIRONMENT = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

    @Test
    void opensAStoreOfThePropertiesAndClosesIt() {
        AtomicReference<KvStore> opened = new AtomicReference<>();
        Contexts.oneShard()
                .withPropertyValues(Contexts.shard(1, "b"))
                .withPropertyValues(
                        "kvstore.shards[1].weight=2", "kvstore.namespace=sessions", "kvstore.max-value-bytes=7")
                .run(context -> {
                    KvStore store = context.getBean(KvStore.class);
                    opened.set(store);
                    store.put("k", new byte[7]);
                    assertThat(store.get("k")).contains(new byte[7]);
                    assertThat(store.toString()).contains("namespace=sessions", "a[", "weight=2", "maxValueBytes=7");
                });
        assertThat(opened.get().toString()).startsWith("closed");
    }

    @Test
    void makesNothingWithoutShards() {
        Contexts.bare()
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(KvStore.class)
                        .doesNotHaveBean(ReaperSchedule.class)
                        .doesNotHaveBean("kvstoreHealthContributor"));
    }

    @Test
    void takesShardsOfTheEnvironmentAlone() {
        Contexts.bare()
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .replace(
                                SYSTEM_ENVIRONMENT,
                                new SystemEnvironmentPropertySource(
                                        SYSTEM_ENVIRONMENT,
                                        Map.of(
                                                "KVSTORE_HOME", "/opt",
                                                "KVSTORE_SHARDS_0_NAME", "a",
                                                "KVSTORE_SHARDS_0_URL", "jdbc:h2:mem:environment",
                                                "KVSTORE_SHARDS_0_USER", "sa",
                                                "KVSTORE_SHARDS_0_PASSWORD", ""))))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(KvStore.class));
    }

    @Test
    void leavesTheStoreOfTheApplicationAlone() {
        Contexts.oneShard()
                .withBean(
                        "mine",
                        KvStore.class,
                        () -> KvStore.open(KvConfig.embedded(3).build()))
                .run(context -> assertThat(
                                context.getBean(KvStore.class).admin().pools())
                        .hasSize(3));
    }

    @Test
    void takesShardsOfBeansBeforeThoseOfProperties() {
        Contexts.oneShard()
                .withBean(
                        KvStoreConnectionDetails.class,
                        () -> () -> KvConfig.embedded(2).build().shards())
                .run(context -> assertThat(
                                context.getBean(KvStore.class).admin().pools())
                        .hasSize(2));
    }

    @Test
    void asksBeansForWhatNoPropertyCanSay() {
        AtomicInteger calls = new AtomicInteger();
        KvObserver observer = call -> calls.incrementAndGet();
        ReapListener listener = (shard, entries) -> {};
        AtomicReference<KvConfig> seen = new AtomicReference<>();
        Contexts.oneShard()
                .withPropertyValues("kvstore.retries=3")
                .withBean("first", KvObserver.class, () -> observer)
                .withBean("second", KvObserver.class, () -> observer)
                .withBean(ReapListener.class, () -> listener)
                .withBean(KvConfigCustomizer.class, () -> builder -> {
                    builder.retries(builder.build().retries() + 1);
                    seen.set(builder.build());
                })
                .run(context -> {
                    context.getBean(KvStore.class).get("k");
                    assertThat(calls).hasValue(2);
                    assertThat(seen.get().retries()).isEqualTo(4);
                    assertThat(seen.get().reapListener()).contains(listener);
                });
    }

    @Test
    void reapsUntilItIsStopped() {
        Contexts.oneShard()
                .withPropertyValues("kvstore.reaper.interval=1ms", "kvstore.reaper.grace=0ms")
                .run(context -> {
                    KvStore store = context.getBean(KvStore.class);
                    ReaperSchedule schedule = context.getBean(ReaperSchedule.class);
                    store.put("k", new byte[1], Duration.ofMillis(1));
                    await().until(() ->
                            store.admin().stats().get(0).oldestExpired().isEmpty()
                                    && store.ttl("k").isEmpty());
                    schedule.stop();
                    assertThat(schedule.isRunning()).isFalse();
                    schedule.start();
                    assertThat(schedule.isRunning()).isTrue();
                });
    }

    @Test
    void reapsInAnApplicationThatIsLazy() {
        Contexts.oneShard()
                .withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .run(context -> assertThat(context.getSourceApplicationContext()
                                .getBeanFactory()
                                .containsSingleton("kvReaperSchedule"))
                        .isTrue());
    }

    @Test
    void reapsNotIfTheIntervalIsZero() {
        Contexts.oneShard()
                .withPropertyValues("kvstore.reaper.interval=0s")
                .run(context -> assertThat(context.getBean(ReaperSchedule.class).isRunning())
                        .isFalse());
    }

    @Test
    void worksWithoutOptionalLibraries() {
        for (List<String> missing : List.of(
                List.of("org.springframework.boot.health"),
                List.of("io.micrometer"),
                List.of("org.testcontainers", "org.springframework.boot.testcontainers"),
                List.of("tools.jackson", "com.fasterxml"))) {
            Contexts.oneShard()
                    .withClassLoader(new FilteredClassLoader(missing.toArray(String[]::new)))
                    .run(context -> assertThat(context)
                            .as(missing.toString())
                            .hasNotFailed()
                            .hasSingleBean(KvStore.class));
        }
    }
}
