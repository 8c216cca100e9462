package io.kvstore.examples.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.observation.ObservationTracer;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;

/** The snippets about traces. */
class TracingTest {

    @Test
    void callsAndStatementsAreObserved() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
        KvConfig.Builder builder = KvConfig.embedded(1);
        // snippet: tracing
        KvStore store =
                KvStore.open(builder.tracer(new ObservationTracer(registry)).build());
        // end
        try (store) {
            store.put("a", new byte[1]);
        }
        assertThat(meters.get("kvstore.call").tag("operation", "put").timer().count())
                .isEqualTo(1);
        assertThat(meters.get("kvstore.statement")
                        .tags("operation", "put", "db.system.name", "h2database")
                        .timer()
                        .count())
                .isEqualTo(1);
    }
}
