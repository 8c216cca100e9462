package io.kvstore.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kvstore.KvConfig;
import io.kvstore.KvServerException;
import io.kvstore.KvStore;
import io.kvstore.Outcome;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.Globals;
import io.kvstore.engines.LeakCheck;
import io.kvstore.engines.TcpProxy;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The driver sends a statement that is too large for the server, because a proxy reports a higher limit. */
@ExtendWith(LeakCheck.class)
class PacketTooLargeTest {

    private static final String ADDRESS = "(?<=//)[^/]+(?=/)";

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#servers")
    void writeThatTheServerDoesNotReadDidNotHappen(Engine engine) throws IOException {
        ShardConfig shard = engine.newShards(1).get(0);
        int port = Integer.parseInt(shard.url().replaceFirst(".*//[^/]+:(\\d+)/.*", "$1"));
        try (Globals small = new Globals(shard, Map.of("max_allowed_packet", "131072"));
                TcpProxy proxy = new TcpProxy(port)) {
            assertThat(small).isNotNull();
            proxy.replace("@@max_allowed_packet", "    64 * 1024 * 1024");
            String url = shard.url().replaceFirst(ADDRESS, "127.0.0.1:" + proxy.port());
            KvConfig config = KvConfig.builder()
                    .shard(shard.name(), url, shard.user(), shard.password())
                    .build();
            try (KvStore store = KvStore.open(config)) {
                store.put("k", new byte[] {1});
                KvServerException error =
                        catchThrowableOfType(KvServerException.class, () -> store.put("k", new byte[500_000]));
                assertThat(error).hasMessageContaining("raise max_allowed_packet there");
                assertThat(error.vendorCode()).isEqualTo(1153);
                assertThat(error.outcome()).isEqualTo(Outcome.NOT_APPLIED);
                assertThat(store.get("k")).contains(new byte[] {1});
                store.put("k", new byte[] {2});
                assertThat(store.get("k")).contains(new byte[] {2});
            }
            assertThat(proxy.replacements()).isPositive();
        }
    }
}
