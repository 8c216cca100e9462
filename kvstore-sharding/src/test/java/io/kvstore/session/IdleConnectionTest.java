package io.kvstore.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kvstore.KvConfig;
import io.kvstore.KvObserver;
import io.kvstore.KvStore;
import io.kvstore.Operation;
import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import io.kvstore.engines.NeedsMySql;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A pooled connection that the server has closed because it was idle for wait_timeout. */
@ExtendWith(LeakCheck.class)
class IdleConnectionTest {

    private static final byte[] VALUE = {1};

    /** HikariCP does not test a connection that was used within this time. */
    private static final String TRUSTED_FOR = "com.zaxxer.hikari.aliveBypassWindowMs";

    private final ConcurrentLinkedQueue<KvObserver.Call> calls = new ConcurrentLinkedQueue<>();

    private KvConfig config(ShardConfig shard) {
        return KvConfig.builder()
                .shard(shard)
                .observer(calls::add)
                .pool(PoolConfig.defaults()
                        .withMaxConnections(1)
                        .withMinIdle(0)
                        .withDriverProperty("sessionVariables", "wait_timeout=1"))
                .build();
    }

    private static void awaitClosed(ShardConfig shard) {
        await().atMost(30, TimeUnit.SECONDS)
                .until(() -> Engine.query(
                                shard,
                                "SELECT COUNT(*) FROM information_schema.processlist WHERE db = DATABASE() AND id <>"
                                        + " CONNECTION_ID()")
                        == 0);
    }

    /** Makes each call once before, so that its statement is prepared on the connection that the server then closes. */
    private static void assertWorks(KvStore store, ShardConfig shard) {
        for (int round = 0; round < 2; round++) {
            assertThat(store.putIfAbsent("a" + round, VALUE)).isPresent();
            if (round == 0) {
                awaitClosed(shard);
            }
        }
        for (int round = 0; round < 2; round++) {
            assertThat(store.delete("a" + round)).isTrue();
            if (round == 0) {
                awaitClosed(shard);
            }
        }
        assertThat(store.get("a0")).isEmpty();
        awaitClosed(shard);
        assertThat(store.get("a1")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#servers")
    void poolFindsThatItIsClosed(Engine engine) {
        ShardConfig shard = engine.newShards(1).get(0);
        try (KvStore store = KvStore.open(config(shard))) {
            assertWorks(store, shard);
        }
        assertThat(calls).isNotEmpty().allMatch(call -> call.retries() == 0);
    }

    @Nested
    @NeedsMySql
    class ByMySql {

        /** Without TLS, the driver discards what arrived after the last statement, and with it the reason. */
        @Test
        void statementThatGetsTheReasonIsRetried() {
            ShardConfig plain = Engine.MYSQL.newShards(1).get(0);
            ShardConfig shard = ShardConfig.of(
                    plain.name(),
                    plain.url().replace("sslMode=DISABLED", "sslMode=REQUIRED"),
                    plain.user(),
                    plain.password());
            System.setProperty(TRUSTED_FOR, "60000");
            try (KvStore store = KvStore.open(config(shard))) {
                assertWorks(store, shard);
            } finally {
                System.clearProperty(TRUSTED_FOR);
            }
            assertThat(calls)
                    .filteredOn(call -> call.retries() == 1)
                    .extracting(KvObserver.Call::operation)
                    .containsExactly(
                            Operation.write("put_if_absent"), Operation.write("delete"), Operation.read("get"));
        }
    }
}
