package io.kvstore.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.kvstore.KeyResult;
import io.kvstore.KvAdmin;
import io.kvstore.KvBatchException;
import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.KvUnavailableException;
import io.kvstore.Outcome;
import io.kvstore.PoolConfig;
import io.kvstore.ReapReport;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import io.kvstore.engines.TcpProxy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Three shards. One of them is behind a proxy that can refuse connections, hang and close them. */
@ExtendWith(LeakCheck.class)
class FailingShardTest {

    private static final String SICK = "shard-1";
    private static final byte[] VALUE = {1};

    private TcpProxy proxy;
    private KvConfig config;

    @BeforeEach
    void start() throws Exception {
        List<ShardConfig> shards = Engine.MARIADB.newShards(3);
        ShardConfig sick = shards.get(1);
        String address = sick.url().replaceAll(".*//([^/]*)/.*", "$1");
        proxy = new TcpProxy(Integer.parseInt(address.replaceAll(".*:", "")));
        config = KvConfig.builder()
                .shard(shards.get(0))
                .shard(
                        sick.name(),
                        sick.url().replace(address, "127.0.0.1:" + proxy.port()),
                        sick.user(),
                        sick.password())
                .shard(shards.get(2))
                .pool(PoolConfig.defaults()
                        .withAcquireTimeout(Duration.ofMillis(500))
                        .withConnectTimeout(Duration.ofMillis(500))
                        .withSocketTimeout(Duration.ofMillis(1_500))
                        .withLockWaitTimeout(Duration.ofSeconds(1)))
                .build();
    }

    @AfterEach
    void stop() throws Exception {
        proxy.close();
    }

    private static String keyOn(KvStore store, String shard) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "key" + i)
                .filter(key -> store.admin().locate(key).shard().equals(shard))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, byte[]> someKeys() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        IntStream.range(0, 60).forEach(i -> entries.put("k" + i, VALUE));
        return entries;
    }

    @Test
    void shardThatIsDownAtOpenStopsNoOtherAndWorksWhenItIsBack() {
        proxy.refuse();
        try (KvStore store = KvStore.open(config)) {
            String sick = keyOn(store, SICK);
            String healthy = keyOn(store, "shard-0");
            store.put(healthy, VALUE);
            assertThatThrownBy(() -> store.put(sick, VALUE))
                    .isInstanceOf(KvUnavailableException.class)
                    .hasMessageContaining("shard 'shard-1'")
                    .satisfies(e ->
                            assertThat(((KvUnavailableException) e).outcome()).isEqualTo(Outcome.NOT_APPLIED));
            assertThat(store.admin().health()).extracting(KvAdmin.Health::up).containsExactly(true, false, true);
            proxy.restore();
            await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> {
                store.put(sick, VALUE);
                return true;
            });
            assertThat(store.get(sick)).contains(VALUE);
        }
    }

    @Test
    void healthDoesNotWaitForAShardThatHangs() {
        try (KvStore store = KvStore.open(config)) {
            proxy.swallowAnswers();
            assertThat(store.admin().health(Duration.ofMillis(100)).get(1).error())
                    .contains("shard 'shard-1': no answer within 100 ms");
            for (int i = 0; i < 3; i++) { // the first query may still wait for its answer, or have failed
                long start = System.nanoTime();
                assertThat(store.admin().health(Duration.ofMillis(200)))
                        .extracting(KvAdmin.Health::up)
                        .containsExactly(true, false, true);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
            }
            proxy.restore();
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(store.admin().health(Duration.ofSeconds(5)))
                            .allMatch(KvAdmin.Health::up));
        }
    }

    @Test
    void deadShardFailsFastWhileOthersAnswer() {
        try (KvStore store = KvStore.open(config)) {
            String sick = keyOn(store, SICK);
            String healthy = keyOn(store, "shard-2");
            store.put(sick, VALUE);
            proxy.refuse();
            int failed = 0;
            long start = System.nanoTime();
            for (int i = 0; i < 1_000; i++) {
                store.put(healthy, VALUE);
                try {
                    store.get(sick);
                } catch (KvUnavailableException e) {
                    failed++;
                }
            }
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertThat(failed).isEqualTo(1_000);
            // If each call waited for its acquire timeout, this would take 500 s.
            assertThat(took).isLessThan(Duration.ofSeconds(100));
            assertThat(store.admin().stats().get(1).error()).isPresent();
        }
    }

    @Test
    void writeWhoseAnswerIsLostIsUnknownAndAReadIsNot() {
        try (KvStore store = KvStore.open(config)) {
            String key = keyOn(store, SICK);
            store.put(key, VALUE);
            proxy.swallowAnswers();
            KvUnavailableException write =
                    catchThrowableOfType(KvUnavailableException.class, () -> store.put(key, new byte[] {2}));
            assertThat(write.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(write).hasMessageContaining("no answer within the socket timeout");
            KvUnavailableException read = catchThrowableOfType(KvUnavailableException.class, () -> store.get(key));
            assertThat(read.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            proxy.restore();
            await().atMost(Duration.ofSeconds(10))
                    .ignoreExceptions()
                    .untilAsserted(
                            () -> assertThat(store.get(key)).as("it did happen").contains(new byte[] {2}));
        }
    }

    @Test
    void connectionsThatWereCutAreReplaced() {
        try (KvStore store = KvStore.open(config)) {
            String key = keyOn(store, SICK);
            store.put(key, VALUE);
            for (int i = 0; i < 20; i++) {
                proxy.cut();
                assertThat(store.get(key)).as("a read is tried again").contains(VALUE);
            }
        }
    }

    @Test
    void batchTellsWhatBecameOfEachKey() {
        try (KvStore store = KvStore.open(config)) {
            store.putAll(someKeys());
            proxy.refuse();

            KvBatchException read = catchThrowableOfType(
                    KvBatchException.class, () -> store.getAll(someKeys().keySet()));
            assertThat(read.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertResults(store, read, true);

            KvBatchException write = catchThrowableOfType(KvBatchException.class, () -> store.putAll(someKeys()));
            assertThat(write.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertResults(store, write, false);
            assertThat(write).hasMessageContaining("of 60 keys failed").hasMessageContaining(SICK);

            KvBatchException delete = catchThrowableOfType(
                    KvBatchException.class, () -> store.deleteAll(someKeys().keySet()));
            assertResults(store, delete, false);
        }
    }

    private static void assertResults(KvStore store, KvBatchException error, boolean read) {
        assertThat(error.results().keySet())
                .containsExactlyElementsOf(someKeys().keySet());
        error.results().forEach((key, result) -> {
            if (store.admin().locate(key).shard().equals(SICK)) {
                assertThat(result).isInstanceOf(KeyResult.Failed.class);
            } else if (read) {
                assertThat(((KeyResult.Done) result).value()).contains(VALUE);
            } else {
                assertThat(result).isInstanceOf(KeyResult.Done.class);
            }
        });
        assertThat(error.failures()).isNotEmpty().hasSizeLessThan(60);
    }

    @Test
    void reaperGoesOnWithTheOtherShards() {
        try (KvStore store = KvStore.open(config)) {
            store.putAll(someKeys(), Duration.ofMinutes(1));
            io.kvstore.engines.Clock.advance(config, Duration.ofMinutes(10));
            proxy.refuse();
            ReapReport report = store.reaper().reap();
            assertThat(report.shards().get(0).deleted()).isPositive();
            assertThat(report.shards().get(1).error()).containsInstanceOf(KvUnavailableException.class);
            assertThat(report.shards().get(1).finished()).isFalse();
            assertThat(report.shards().get(2).deleted()).isPositive();
            proxy.restore();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> store.reaper().reap().shards().get(1).deleted() > 0);
        }
    }

    @Test
    void storeWithNoShardUpOpensAndFailsClearly() {
        KvConfig down = KvConfig.builder()
                .shard("a", "jdbc:mysql://127.0.0.1:1/kv", "kv", "s3cret")
                .shard("b", "jdbc:mysql://no-such-host.invalid/kv", "kv", "s3cret")
                .build();
        try (KvStore store = KvStore.open(down)) {
            for (int i = 0; i < 50; i++) {
                String key = "k" + i;
                assertThatThrownBy(() -> store.get(key))
                        .isInstanceOf(KvUnavailableException.class)
                        .hasMessageNotContaining("s3cret");
            }
        }
    }
}
