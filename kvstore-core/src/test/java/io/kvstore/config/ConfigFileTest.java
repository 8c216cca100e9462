package io.kvstore.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.BackpressureConfig;
import io.kvstore.KvConfig;
import io.kvstore.LaneConfig;
import io.kvstore.PoolConfig;
import io.kvstore.ReaperConfig;
import io.kvstore.ShardConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {

    private static final String SHARD = "shards: [{name: a, url: 'jdbc:h2:mem:a', user: sa, password: ''}]\n";

    @TempDir
    private Path directory;

    private KvConfig read(String text, Map<String, String> environment) throws IOException {
        Path file = Files.writeString(directory.resolve("kv.yaml"), text);
        return ConfigFile.read(file, environment::get).build();
    }

    @Test
    void readsEveryKey() throws IOException {
        KvConfig config = read("""
                namespace: sessions
                virtualNodes: 64
                maxValueBytes: 1000
                batchRows: 100
                batchBytes: 100000
                retries: 3
                createSchema: false
                closeTimeout: 30s
                shards:
                  - name: a
                    url: jdbc:mysql://db1:3306/kv
                    user: kv
                    password: ${KV_PASSWORD}
                    weight: 2
                  - {name: b, url: "jdbc:mysql://db2:3306/kv", user: kv, password: "x${KV_PASSWORD}y"}
                pool:
                  maxConnections: 20
                  minIdle: 2
                  acquireTimeout: 500ms
                  connectTimeout: 3s
                  socketTimeout: 1m
                  lockWaitTimeout: 5s
                  driverProperties: {sslMode: VERIFY_IDENTITY, trustCertificateKeyStorePassword: "${KV_PASSWORD}"}
                  hikariProperties: {maxLifetime: 1200000}
                lanes:
                  reads: 5
                  writes: 3
                  conditionals: 2
                  timeout: 3s
                backpressure:
                  maxCalls: 100
                  maxBytes: 100000
                  maxWait: 1s
                reaper:
                  grace: 2h
                  batchRows: 200
                  pause: 0s
                  budget: 1h30m
                """, Map.of("KV_PASSWORD", "p$1\\{"));

        assertThat(config.namespace()).isEqualTo("sessions");
        assertThat(config.virtualNodes()).isEqualTo(64);
        assertThat(config.maxValueBytes()).isEqualTo(1000);
        assertThat(config.batchRows()).isEqualTo(100);
        assertThat(config.batchBytes()).isEqualTo(100_000);
        assertThat(config.retries()).isEqualTo(3);
        assertThat(config.createSchema()).isFalse();
        assertThat(config.closeTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.shards())
                .containsExactly(
                        ShardConfig.of("a", "jdbc:mysql://db1:3306/kv", "kv", "p$1\\{")
                                .withWeight(2),
                        ShardConfig.of("b", "jdbc:mysql://db2:3306/kv", "kv", "xp$1\\{y"));
        assertThat(config.pool())
                .isEqualTo(PoolConfig.defaults()
                        .withMaxConnections(20)
                        .withMinIdle(2)
                        .withAcquireTimeout(Duration.ofMillis(500))
                        .withConnectTimeout(Duration.ofSeconds(3))
                        .withSocketTimeout(Duration.ofMinutes(1))
                        .withLockWaitTimeout(Duration.ofSeconds(5))
                        .withDriverProperty("sslMode", "VERIFY_IDENTITY")
                        .withDriverProperty("trustCertificateKeyStorePassword", "p$1\\{")
                        .withHikariProperty("maxLifetime", "1200000"));
        assertThat(config.lanes())
                .isEqualTo(LaneConfig.defaults()
                        .withReads(5)
                        .withWrites(3)
                        .withConditionals(2)
                        .withTimeout(Duration.ofSeconds(3)));
        assertThat(config.backpressure())
                .isEqualTo(BackpressureConfig.defaults()
                        .withMaxCalls(100)
                        .withMaxBytes(100_000)
                        .withMaxWait(Duration.ofSeconds(1)));
        assertThat(config.reaper())
                .isEqualTo(ReaperConfig.defaults()
                        .withGrace(Duration.ofHours(2))
                        .withBatchRows(200)
                        .withPause(Duration.ZERO)
                        .withBudget(Duration.ofMinutes(90)));
    }

    @Test
    void keepsTheLibrarysDefaultsForWhatIsLeftOut() throws IOException {
        KvConfig config = read(SHARD + "pool: {maxConnections: 3}\nreaper:\n", Map.of());
        KvConfig defaults = KvConfig.builder()
                .shard("a", "jdbc:h2:mem:a", "sa", "")
                .pool(PoolConfig.defaults().withMaxConnections(3))
                .build();

        assertThat(config.pool()).isEqualTo(PoolConfig.defaults().withMaxConnections(3));
        assertThat(config.reaper()).isEqualTo(ReaperConfig.defaults());
        assertThat(config.toString()).isEqualTo(defaults.toString());
    }

    @Test
    void readsJson() throws IOException {
        KvConfig config = read("""
                {"shards": [{"name": "a", "url": "jdbc:h2:mem:a", "user": "sa", "password": ""}], "retries": 5}
                """, Map.of());
        assertThat(config.retries()).isEqualTo(5);
    }

    @Test
    void takesTextsAsTheyAreWritten() throws IOException {
        KvConfig config = read(SHARD.replace("''", "0123"), Map.of());
        assertThat(config.shards().get(0).password()).isEqualTo("0123");
    }
}
