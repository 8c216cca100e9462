package io.kvstore.session;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvstore.KvConfig;
import io.kvstore.KvSetupException;
import io.kvstore.KvStore;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import io.kvstore.engines.MariaDbServer;
import io.kvstore.engines.MySqlServer;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server on which SYSDATE is the start of the statement. A write that waited for its row would read an old time. */
@ExtendWith(LeakCheck.class)
class SysdateIsNowTest {

    private static final String OPTION = "--sysdate-is-now";

    private static ShardConfig start(Engine engine) {
        return engine == Engine.MYSQL
                ? MySqlServer.start(Map.of(), OPTION).newDatabase("shard-0")
                : MariaDbServer.start(OPTION).newDatabase("shard-0");
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#servers")
    void serverThatRunsWithItIsRefusedByItsName(Engine engine) {
        KvConfig config = KvConfig.builder().shard(start(engine)).build();
        assertThatThrownBy(() -> KvStore.open(config))
                .isInstanceOf(KvSetupException.class)
                .hasMessageContaining("session variable sysdate_is_now is not fit")
                .hasMessageContaining("the server's options");
    }
}
