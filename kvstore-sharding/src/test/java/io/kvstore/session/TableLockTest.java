package io.kvstore.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvstore.KvConfig;
import io.kvstore.KvException;
import io.kvstore.KvStore;
import io.kvstore.Outcome;
import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A locked table. The server stops waiting for the lock before the client stops waiting for the server. */
@ExtendWith(LeakCheck.class)
class TableLockTest {

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#servers")
    void writeThatWaitsForALockedTableIsNotAppliedNowOrLater(Engine engine) throws SQLException {
        ShardConfig shard = engine.newShards(1).get(0);
        KvConfig config = KvConfig.builder()
                .shard(shard)
                .retries(0)
                .pool(PoolConfig.defaults()
                        .withAcquireTimeout(Duration.ofSeconds(5))
                        .withConnectTimeout(Duration.ofSeconds(5))
                        .withSocketTimeout(Duration.ofSeconds(20))
                        .withLockWaitTimeout(Duration.ofSeconds(1)))
                .build();
        try (KvStore store = KvStore.open(config)) {
            store.put("k", new byte[] {1});
            try (Connection other = Engine.connect(shard);
                    Statement statement = other.createStatement()) {
                statement.execute("LOCK TABLES kv_default WRITE");
                assertThatThrownBy(() -> store.put("k", new byte[] {2}))
                        .isInstanceOf(KvException.class)
                        .satisfies(e -> assertThat(((KvException) e).outcome()).isEqualTo(Outcome.NOT_APPLIED));
                statement.execute("UNLOCK TABLES");
            }
            assertThat(store.get("k")).contains(new byte[] {1});
        }
    }
}
