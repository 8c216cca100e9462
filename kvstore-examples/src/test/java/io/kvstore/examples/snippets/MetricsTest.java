package io.kvstore.examples.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.metrics.MicrometerObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

/** The snippets about metrics. */
class MetricsTest {

    @Test
    void statementsAndPoolsAreMetered() {
        MeterRegistry registry = new SimpleMeterRegistry();
        KvConfig.Builder builder = KvConfig.embedded(1);
        // snippet: metrics
        MicrometerObserver observer = new MicrometerObserver(registry);
        KvStore store = KvStore.open(builder.observer(observer).build());
        observer.bindTo(store);
        // end
        try (store) {
            store.put("a", new byte[1]);

            assertThat(registry.get("kvstore.calls")
                            .tags("operation", "put", "outcome", "ok")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(registry.get("kvstore.pool.max").gauge().value()).isEqualTo(10);
        }
    }
}
