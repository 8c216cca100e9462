package io.kvstore.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.kvstore.KvConfig;
import io.kvstore.KvException;
import io.kvstore.KvStore;
import io.kvstore.KvUnavailableException;
import io.kvstore.Outcome;
import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import io.kvstore.engines.LeakCheck;
import io.kvstore.engines.MySqlServer;
import io.kvstore.engines.NeedsMySql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that stops answering opens the circuit breaker long before the socket timeout. A slow statement does not. */
@ExtendWith(LeakCheck.class)
@NeedsMySql
class SilentServerTest {

    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofSeconds(20); // a third of it; a busy machine is slow

    private static MySqlServer server;

    @BeforeAll
    static void start() {
        server = MySqlServer.start(Map.of());
    }

    private static KvConfig config(ShardConfig shard, String sslMode, Duration lockWait) {
        String url = shard.url().replace("sslMode=DISABLED", "sslMode=" + sslMode);
        return KvConfig.builder()
                .shard(shard.name(), url, shard.user(), shard.password())
                .pool(PoolConfig.defaults().withSocketTimeout(SOCKET_TIMEOUT).withLockWaitTimeout(lockWait))
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DISABLED", "REQUIRED"})
    void callsFailSoonAndThenAtOnceUntilItAnswersAgain(String sslMode) throws Exception {
        try (KvStore store = KvStore.open(config(server.newDatabase("a"), sslMode, Duration.ofSeconds(2)))) {
            store.put("key", new byte[] {1});
            server.freeze();
            try {
                List<CompletableFuture<KvException>> writes = new ArrayList<>();
                List<CompletableFuture<KvException>> reads = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    String key = "key" + i;
                    writes.add(onThread(() -> store.put(key, new byte[] {2})));
                    reads.add(onThread(() -> store.get(key)));
                }
                for (CompletableFuture<KvException> write : writes) {
                    assertThat(write.get(SOON.toSeconds(), TimeUnit.SECONDS))
                            .isInstanceOf(KvUnavailableException.class);
                }
                assertThat(writes).anyMatch(write -> write.join().outcome() == Outcome.UNKNOWN);
                for (CompletableFuture<KvException> read : reads) {
                    assertThat(read.get(SOON.toSeconds(), TimeUnit.SECONDS).outcome())
                            .isEqualTo(Outcome.NOT_APPLIED);
                }
                KvException next = catchThrowableOfType(KvException.class, () -> store.get("key"));
                assertThat(next).isInstanceOf(KvUnavailableException.class);
                assertThat(next).hasMessageContaining("shard 'a': the server does not answer");
            } finally {
                server.thaw();
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> isAcknowledged(store, new byte[] {3}));
            assertThat(store.get("key")).contains(new byte[] {3});
        }
    }

    @Test
    void aStatementThatWaitsForARowIsNoSilence() throws Exception {
        ShardConfig shard = server.newDatabase("a");
        try (KvStore store = KvStore.open(config(shard, "DISABLED", Duration.ofSeconds(30)));
                Connection other = DriverManager.getConnection(shard.url(), shard.user(), shard.password());
                Statement statement = other.createStatement()) {
            store.put("held", new byte[] {1});
            other.setAutoCommit(false);
            statement.execute("SELECT * FROM kv_default FOR UPDATE");
            CompletableFuture<KvException> write = onThread(() -> store.put("held", new byte[] {2}));
            long asked = System.nanoTime();
            await().pollInterval(Duration.ofMillis(50)).until(() -> {
                assertThat(store.get("held")).contains(new byte[] {1});
                return System.nanoTime() - asked > TimeUnit.SECONDS.toNanos(3); // it was asked for twice
            });
            other.rollback();
            assertThat(write.get(30, TimeUnit.SECONDS)).isNull();
            assertThat(store.get("held")).contains(new byte[] {2});
        }
    }

    private static CompletableFuture<KvException> onThread(Runnable call) {
        CompletableFuture<KvException> end = new CompletableFuture<>();
        new Thread(() -> end.complete(catchThrowableOfType(KvException.class, call::run))).start();
        return end;
    }

    private static boolean isAcknowledged(KvStore store, byte[] value) {
        try {
            store.put("key", value);
            return true;
        } catch (KvException e) {
            assertThat(e.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            return false;
        }
    }
}
