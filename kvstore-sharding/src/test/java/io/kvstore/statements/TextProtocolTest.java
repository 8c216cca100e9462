package io.kvstore.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.PoolConfig;
import io.kvstore.Ttl;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Statements sent as text have the same effect. Connector/J uses text when the server has its maximum of prepared
 * statements.
 */
@ExtendWith(LeakCheck.class)
class TextProtocolTest {

    private static final byte[] VALUE = {0, '\'', '\\', '"', -1};

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#servers")
    void everyOperationWorksWithoutServerSidePreparation(Engine engine) {
        KvConfig config = engine.newStore(1)
                .pool(PoolConfig.defaults().withDriverProperty("useServerPrepStmts", "false"))
                .build();
        try (KvStore store = KvStore.open(config)) {
            store.put("k", VALUE);
            assertThat(store.get("k")).contains(VALUE);
            assertThat(store.ttl("k")).contains(Ttl.never());
            assertThat(store.expire("k", Duration.ofMinutes(1))).isTrue();
            assertThat(store.persist("k")).isTrue();
            assertThat(store.ttl("k")).contains(Ttl.never());
            long version = store.getEntry("k").orElseThrow().version();
            assertThat(store.compareAndSet("k", version, VALUE)).isPresent();
            assertThat(store.putIfAbsent("k", VALUE)).isEmpty();
            assertThat(store.putIfAbsent("new", VALUE)).isPresent();
            store.putAll(Map.of("a", VALUE, "b", VALUE));
            store.putAll(Map.of("a", VALUE, "b", VALUE), Duration.ofMinutes(1));
            assertThat(store.getAll(List.of("a", "b", "k", "new")).values())
                    .hasSize(4)
                    .allSatisfy(value -> assertThat(value).isEqualTo(VALUE));
            assertThat(store.delete("k")).isTrue();
            assertThat(store.deleteAll(List.of("a", "b", "k"))).isEqualTo(2);
            assertThat(store.reaper().reap().shards().get(0).error()).isEmpty();
        }
    }
}
