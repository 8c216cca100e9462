package io.kvstore.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvstore.KvConfig;
import io.kvstore.KvException;
import io.kvstore.KvSetupException;
import io.kvstore.KvStore;
import io.kvstore.Outcome;
import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.FlagProxy;
import io.kvstore.engines.Globals;
import io.kvstore.engines.LeakCheck;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A proxy may negotiate other capabilities with the server than the driver did. */
@ExtendWith(LeakCheck.class)
class NegotiatedFlagsTest {

    private static final byte[] VALUE = {1};

    private static KvConfig config(ShardConfig shard) {
        return KvConfig.builder()
                .shard(shard)
                .pool(PoolConfig.defaults().withMaxConnections(2).withMinIdle(0))
                .build();
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#servers")
    void connectionThatCountsFoundRowsIsRefusedAtOpen(Engine engine) throws IOException {
        ShardConfig shard = engine.newShards(1).get(0);
        try (FlagProxy proxy = new FlagProxy(shard, FlagProxy.FOUND_ROWS, 0)) {
            KvConfig config = config(proxy.through(shard));
            assertThatThrownBy(() -> KvStore.open(config))
                    .isInstanceOf(KvSetupException.class)
                    .hasMessageContaining("CLIENT_FOUND_ROWS");
        }
    }

    /** If it was not detected at open, the first write detects it. Reads still work. */
    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#servers")
    void connectionThatCountsFoundRowsTakesNoWrite(Engine engine) throws IOException {
        ShardConfig shard = engine.newShards(1).get(0);
        try (KvStore store = KvStore.open(config(shard))) {
            store.put("k", VALUE);
        }
        String user = "reader_" + shard.url().replaceFirst(".*/(test\\d+).*", "$1");
        for (String host : new String[] {"%", "localhost"}) {
            Engine.execute(shard, "CREATE USER '" + user + "'@'" + host + "' IDENTIFIED BY 'reader'");
            Engine.execute(shard, "GRANT SELECT, INSERT, UPDATE, DELETE ON *.* TO '" + user + "'@'" + host + "'");
        }
        ShardConfig plain = ShardConfig.of(shard.name(), shard.url(), user, "reader");
        try (FlagProxy proxy = new FlagProxy(shard, FlagProxy.FOUND_ROWS, 0)) {
            KvStore store;
            try (Globals readOnly = new Globals(shard, Map.of("read_only", "1"))) {
                assertThat(readOnly).isNotNull();
                store = KvStore.open(config(proxy.through(plain)));
                assertThat(store.get("k")).contains(VALUE);
                assertThatThrownBy(() -> store.put("k", VALUE)).isInstanceOf(KvException.class);
            }
            try (store) {
                assertThatThrownBy(() -> store.putIfAbsent("k", VALUE))
                        .isInstanceOf(KvSetupException.class)
                        .hasMessageContaining("CLIENT_FOUND_ROWS")
                        .satisfies(e -> assertThat(((KvException) e).outcome()).isEqualTo(Outcome.NOT_APPLIED));
                assertThat(store.get("k")).contains(VALUE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#servers")
    void otherFlagsChangeNothing(Engine engine) throws IOException {
        ShardConfig shard = engine.newShards(1).get(0);
        try (FlagProxy proxy = new FlagProxy(shard, FlagProxy.IGNORE_SPACE | FlagProxy.INTERACTIVE, 0);
                KvStore store = KvStore.open(config(proxy.through(shard)))) {
            assertThat(store.putIfAbsent("k", VALUE)).isPresent();
            assertThat(store.putIfAbsent("k", VALUE)).isEmpty();
            assertThat(store.get("k")).contains(VALUE);
        }
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#servers")
    void connectionThatTakesNoTextOfSeveralStatementsIsRefused(Engine engine) throws IOException {
        ShardConfig shard = engine.newShards(1).get(0);
        try (FlagProxy proxy = new FlagProxy(shard, 0, FlagProxy.MULTI_STATEMENTS)) {
            KvConfig config = config(proxy.through(shard));
            assertThatThrownBy(() -> KvStore.open(config))
                    .isInstanceOf(KvSetupException.class)
                    .hasMessageContaining("CLIENT_MULTI_STATEMENTS");
        }
    }
}
