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
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import io.kvstore.engines.MySqlServer;
import io.kvstore.engines.NeedsMySql;
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
import org.junit.jupiter.params.provider.CsvSource;

/** A MySQL server that hangs with writes in flight, and continues later. */
@ExtendWith(LeakCheck.class)
@NeedsMySql
class FrozenServerTest {

    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(2);
    private static final int KEYS = 20;

    private static MySqlServer server;

    @BeforeAll
    static void start() {
        server = MySqlServer.start(Map.of());
    }

    private static KvConfig config(String sslMode) {
        ShardConfig shard = server.newDatabase("a");
        String url = shard.url().replace("sslMode=DISABLED", "sslMode=" + sslMode);
        return KvConfig.builder()
                .shard(shard.name(), url, shard.user(), shard.password())
                .pool(PoolConfig.defaults()
                        .withAcquireTimeout(Duration.ofSeconds(10))
                        .withConnectTimeout(Duration.ofSeconds(10))
                        .withSocketTimeout(SOCKET_TIMEOUT)
                        .withLockWaitTimeout(Duration.ofSeconds(1)))
                .build();
    }

    /** The server reads the first writes only after the later ones were called. */
    @Test
    void noLaterWriteIsOvertakenByOneOfUnknownOutcome() throws Exception {
        try (KvStore store = KvStore.open(config("DISABLED"))) {
            List<String> keys = new ArrayList<>();
            for (int i = 0; i < KEYS; i++) {
                keys.add("key" + i);
                store.put("key" + i, new byte[] {0});
            }
            server.freeze();
            List<CompletableFuture<KvException>> first = new ArrayList<>();
            try {
                for (String key : keys) {
                    first.add(onThread(() -> store.put(key, new byte[] {1})));
                }
                for (CompletableFuture<KvException> each : first) {
                    each.get(60, TimeUnit.SECONDS);
                }
                String unknown = keys.stream()
                        .filter(key -> first.get(keys.indexOf(key)).join().outcome() == Outcome.UNKNOWN)
                        .findFirst()
                        .orElseThrow();
                KvUnavailableException refused =
                        catchThrowableOfType(KvUnavailableException.class, () -> store.delete(unknown));
                assertThat(refused.outcome()).isEqualTo(Outcome.NOT_APPLIED);
                assertThat(refused).hasMessageContaining("an earlier write to this key ended as UNKNOWN");
            } finally {
                server.thaw();
            }
            for (String key : keys) {
                await().atMost(Duration.ofSeconds(60)).until(() -> isAcknowledged(store, key, new byte[] {2}));
            }
            assertThat(store.getAll(keys).values())
                    .hasSize(KEYS)
                    .allSatisfy(value -> assertThat(value).isEqualTo(new byte[] {2}));
        }
    }

    private static CompletableFuture<KvException> onThread(Runnable write) {
        CompletableFuture<KvException> end = new CompletableFuture<>();
        new Thread(() -> end.complete(catchThrowableOfType(KvException.class, write::run))).start();
        return end;
    }

    /** A caller that repeats its call as long as nothing was applied. */
    private static boolean isAcknowledged(KvStore store, String key, byte[] value) {
        try {
            store.put(key, value);
            return true;
        } catch (KvException e) {
            assertThat(e.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            return false;
        }
    }

    /** The larger value does not fit into the buffers of the sockets. */
    @ParameterizedTest
    @CsvSource({"DISABLED, 1", "REQUIRED, 1", "DISABLED, 8388608", "REQUIRED, 8388608"})
    void callerWaitsNoLongerThanTheSocketTimeout(String sslMode, int bytes) throws Exception {
        KvConfig config = config(sslMode);
        try (KvStore store = KvStore.open(config)) {
            store.put("key", new byte[] {1});
            server.freeze();
            try {
                assertThat(waited(() -> store.put("key", new byte[bytes]))).isLessThan(2 * SOCKET_TIMEOUT.toMillis());
            } finally {
                server.thaw();
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> isAcknowledged(store, "key", new byte[] {3}));
            assertThat(store.get("key")).contains(new byte[] {3});
        }
        assertThat(Engine.query(config.shards().get(0), "SELECT COUNT(*) FROM kv_default"))
                .isPositive();
    }

    private static long waited(Runnable call) {
        long start = System.nanoTime();
        KvUnavailableException error = catchThrowableOfType(KvUnavailableException.class, call::run);
        assertThat(error).isNotNull();
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
}
