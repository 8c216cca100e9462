package io.kvstore.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.KvStore;
import io.kvstore.KvTracer;
import io.kvstore.Operation;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Errors of a tracer do not affect calls. */
@ExtendWith(LeakCheck.class)
class FailingTracerTest {

    /** Returns the same span for all calls. */
    private record Tracer(Span span) implements KvTracer {

        @Override
        public Span call(Operation operation, String shard) {
            return opened();
        }

        @Override
        public Span statement(Statement statement) {
            return opened();
        }

        private Span opened() {
            if (span == KvTracer.Span.NONE) {
                throw new IllegalStateException("no span today");
            }
            return span;
        }
    }

    static Stream<KvTracer> tracers() {
        return Stream.of(new Tracer(KvTracer.Span.NONE), new Tracer(null), new Tracer(error -> {
            throw new StackOverflowError();
        }));
    }

    @ParameterizedTest
    @MethodSource("tracers")
    void callsGoOn(KvTracer tracer) {
        try (KvStore store = KvStore.open(Engine.H2.newStore(2).tracer(tracer).build())) {
            store.put("a", new byte[] {1});
            assertThat(store.async().get("a").join()).isPresent();
            store.putAll(Map.of("b", new byte[1], "c", new byte[1]));
            assertThat(store.async().deleteAll(List.of("a", "b", "c", "d")).join())
                    .isEqualTo(3);
        }
    }
}
