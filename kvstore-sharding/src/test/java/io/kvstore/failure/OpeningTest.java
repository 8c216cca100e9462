package io.kvstore.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.KvUnavailableException;
import io.kvstore.PoolConfig;
import io.kvstore.ReaperFactory;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stores that do not open, and stores that open before their shard is available. */
@Timeout(60)
@ExtendWith(LeakCheck.class)
class OpeningTest {

    static Stream<ReaperFactory> badReaperFactories() {
        return Stream.of(
                (shards, config) -> {
                    throw new IllegalArgumentException("no reaper today");
                },
                (shards, config) -> {
                    throw new NoClassDefFoundError("org/example/Reaper");
                },
                OpeningTest::none);
    }

    @SuppressWarnings("NullAway") // null, as users may pass
    private static io.kvstore.Reaper none(List<io.kvstore.ReapTarget> shards, io.kvstore.ReaperConfig config) {
        return null;
    }

    /** The leak check verifies that no pool is left. */
    @ParameterizedTest
    @MethodSource("badReaperFactories")
    void reaperFactoryThatFailsLeavesNothingOpen(ReaperFactory factory) {
        KvConfig config = Engine.MARIADB.newStore(2).reaperFactory(factory).build();
        assertThat(catchThrowable(() -> {
                    try (KvStore store = KvStore.open(config)) {
                        assertThat(store).isNull();
                    }
                }))
                .isInstanceOfAny(IllegalArgumentException.class, NoClassDefFoundError.class, NullPointerException.class)
                .message()
                .containsAnyOf("no reaper today", "org/example/Reaper", "reaperFactory made no reaper");
    }

    /** The kernel accepts connections, but nothing answers. */
    @Test
    void callersOfAShardThatDoesNotAnswerWaitNoLongerThanForAnyConnection() throws Exception {
        int callers = 16;
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            KvConfig config = KvConfig.builder()
                    .shard("mute", "jdbc:mysql://127.0.0.1:" + mute.getLocalPort() + "/kv", "kv", "kv")
                    .pool(PoolConfig.defaults()
                            .withAcquireTimeout(Duration.ofMillis(300))
                            .withConnectTimeout(Duration.ofSeconds(4))
                            .withSocketTimeout(Duration.ofSeconds(4))
                            .withLockWaitTimeout(Duration.ofSeconds(1)))
                    .build();
            try (KvStore store = KvStore.open(config)) {
                List<CompletableFuture<Long>> all = new ArrayList<>();
                for (int i = 0; i < callers; i++) {
                    String key = "k" + i;
                    all.add(CompletableFuture.supplyAsync(
                            () -> {
                                long start = System.nanoTime();
                                assertThatThrownBy(() -> store.expire(key, Duration.ofMinutes(1)))
                                        .isInstanceOf(KvUnavailableException.class);
                                return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                            },
                            threads));
                }
                for (CompletableFuture<Long> one : all) {
                    assertThat(one.get(60, TimeUnit.SECONDS)).as("ms").isLessThan(3_000);
                }
            }
        } finally {
            threads.shutdown();
        }
    }
}
