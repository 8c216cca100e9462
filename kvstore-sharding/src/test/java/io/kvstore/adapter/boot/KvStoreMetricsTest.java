package io.kvstore.adapter.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kvstore.KvStore;
import io.kvstore.engines.LeakCheck;
import io.kvstore.metrics.MicrometerObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The meters of a store in an application with a registry. */
@ExtendWith(LeakCheck.class)
class KvStoreMetricsTest {

    @Test
    void statementsPoolsAndTheReaperAreMetered() {
        Contexts.oneShard()
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withPropertyValues("kvstore.reaper.interval=1ms", "kvstore.reaper.grace=0ms")
                .run(context -> {
                    MeterRegistry registry = context.getBean(MeterRegistry.class);
                    context.getBean(KvStore.class).put("k", new byte[1], Duration.ofMillis(1));

                    assertThat(registry.get("kvstore.calls")
                                    .tag("operation", "put")
                                    .tag("outcome", "ok")
                                    .timer()
                                    .count())
                            .isEqualTo(1);
                    assertThat(registry.get("kvstore.pool.max")
                                    .tag("shard", "a")
                                    .gauge()
                                    .value())
                            .isEqualTo(10);
                    await().ignoreExceptions()
                            .until(() -> registry.get("kvstore.reaper.rows")
                                            .counter()
                                            .count()
                                    == 1);
                });
    }

    @Test
    void withoutARegistryThereAreNone() {
        Contexts.oneShard()
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(MicrometerObserver.class));
    }
}
