package io.kvstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KvConfigTest {

    private static KvConfig.Builder filled() {
        return KvConfig.builder().shard("a", "jdbc:h2:mem:a", "sa", "");
    }

    private static void assertRefused(Consumer<KvConfig.Builder> setting, String... words) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> setting.accept(filled()))
                .satisfies(e -> assertThat(e.getMessage()).contains(words).hasLineCount(1));
    }

    @Test
    void configHoldsWhatItWasGiven() {
        PoolConfig pool = PoolConfig.defaults().withMaxConnections(3).withMinIdle(2);
        ReaperConfig reaper = ReaperConfig.defaults().withBatchRows(7);
        ReaperFactory factory = (shards, bounds) -> () -> new ReapReport(List.of(), Duration.ZERO);
        ReapListener listener = (shard, entries) -> {};
        KvObserver observer = call -> {};
        KvConfig config = filled().namespace("orders_2")
                .virtualNodes(64)
                .maxValueBytes(10)
                .batchRows(20)
                .batchBytes(3_000)
                .retries(4)
                .createSchema(false)
                .closeTimeout(Duration.ofSeconds(7))
                .pool(pool)
                .reaper(reaper)
                .reaperFactory(factory)
                .reapListener(listener)
                .observer(observer)
                .build();
        assertThat(config.namespace()).isEqualTo("orders_2");
        assertThat(config.shards()).containsExactly(ShardConfig.of("a", "jdbc:h2:mem:a", "sa", ""));
        assertThat(config.virtualNodes()).isEqualTo(64);
        assertThat(config.maxValueBytes()).isEqualTo(10);
        assertThat(config.batchRows()).isEqualTo(20);
        assertThat(config.batchBytes()).isEqualTo(3_000);
        assertThat(config.retries()).isEqualTo(4);
        assertThat(config.createSchema()).isFalse();
        assertThat(config.closeTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.pool()).isEqualTo(pool);
        assertThat(config.reaper()).isEqualTo(reaper);
        assertThat(config.reaperFactory()).containsSame(factory);
        assertThat(config.reapListener()).containsSame(listener);
        assertThat(config.observer()).isSameAs(observer);
    }

    @Test
    void everySettingButTheShardsHasADefault() {
        KvConfig config = filled().build();
        assertThat(config.namespace()).isEqualTo("default");
        assertThat(config.virtualNodes()).isEqualTo(128);
        assertThat(config.maxValueBytes()).isEqualTo(8 * 1024 * 1024);
        assertThat(config.createSchema()).isTrue();
        assertThat(config.closeTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.pool()).isEqualTo(PoolConfig.defaults());
        assertThat(config.reaper()).isEqualTo(ReaperConfig.defaults());
        assertThat(config.observer()).isSameAs(KvObserver.NONE);
    }

    @Test
    void numbersAreAcceptedAtTheirLimits() {
        assertThatCode(() -> {
                    filled().virtualNodes(1)
                            .maxValueBytes(1)
                            .batchRows(1)
                            .batchBytes(1_024)
                            .retries(0);
                    filled().virtualNodes(4_096).maxValueBytes(16_777_215);
                    filled().batchRows(1_024).batchBytes(64 * 1024 * 1024).retries(100);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void numbersBeyondTheirLimitsAreRefusedByName() {
        assertRefused(b -> b.virtualNodes(0), "virtualNodes is 0", "1 to 4096");
        assertRefused(b -> b.virtualNodes(4_097), "virtualNodes is 4097", "1 to 4096");
        assertRefused(b -> b.maxValueBytes(0), "maxValueBytes is 0", "1 to 16777215");
        assertRefused(b -> b.maxValueBytes(16_777_216), "maxValueBytes is 16777216", "1 to 16777215");
        assertRefused(b -> b.batchRows(0), "batchRows is 0", "1 to 1024");
        assertRefused(b -> b.batchRows(1_025), "batchRows is 1025", "1 to 1024");
        assertRefused(b -> b.batchBytes(1_023), "batchBytes is 1023", "1024 to 67108864");
        assertRefused(b -> b.batchBytes(67_108_865), "batchBytes is 67108865", "1024 to 67108864");
        assertRefused(b -> b.retries(-1), "retries is -1", "0 to 100");
        assertRefused(b -> b.retries(101), "retries is 101", "0 to 100");
        assertRefused(b -> b.closeTimeout(Duration.ofNanos(-1)), "closeTimeout is PT-0.000000001S", "PT0S to PT10M");
        assertRefused(b -> b.closeTimeout(Duration.ofSeconds(601)), "closeTimeout is PT10M1S", "PT0S to PT10M");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "default", "a0_", "abcdefghijklmnopqrstuvwxyz_01234"})
    void namespaceIsAcceptedWithinItsLimits(String namespace) {
        assertThat(filled().namespace(namespace).build().namespace()).isEqualTo(namespace);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "A", "0a", "_a", "a-b", "a b", "a;", "a`", "ä", "a\n", "abcdefghijklmnopqrstuvwxyz_012345"})
    void namespaceBeyondItsLimitsIsRefused(String namespace) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> filled().namespace(namespace))
                .withMessageContaining("namespace '" + namespace + "'");
    }

    @Test
    void configWithoutShardsIsRefusedWithTheWayOut() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KvConfig.builder().build())
                .withMessageContaining("no shards")
                .withMessageContaining("KvConfig.embedded(n)");
    }

    @Test
    void twoShardsOfOneNameAreRefused() {
        assertRefused(b -> b.shard("a", "jdbc:h2:mem:b", "sa", "").build(), "two shards are named 'a'");
    }

    @Test
    void twoShardsOfOneUrlAreRefusedWithoutShowingIt() {
        String url = "jdbc:mysql://h/db?password=hush";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KvConfig.builder()
                        .shard("a", url, "u", "p")
                        .shard("b", url, "u", "p")
                        .build())
                .withMessageContaining("shard 'b' has the url of another shard")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hush"));
    }

    @Test
    void nullIsRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> filled().namespace(null))
                .withMessage("namespace");
        assertThatNullPointerException().isThrownBy(() -> filled().pool(null)).withMessage("pool");
        assertThatNullPointerException().isThrownBy(() -> filled().reaper(null)).withMessage("reaper");
        assertThatNullPointerException()
                .isThrownBy(() -> filled().observer(null))
                .withMessage("observer");
        assertThatNullPointerException().isThrownBy(() -> filled().shard(null));
        assertThatNullPointerException().isThrownBy(() -> filled().reaperFactory(null));
        assertThatNullPointerException().isThrownBy(() -> filled().reapListener(null));
    }

    @Test
    void shardsReplaceThoseBefore() {
        List<ShardConfig> shards = List.of(ShardConfig.of("x", "jdbc:h2:mem:x", "sa", ""));
        assertThat(filled().shards(shards).build().shards()).isEqualTo(shards);
    }

    @Test
    void builderThatGoesOnDoesNotChangeWhatItHasBuilt() {
        KvConfig.Builder builder = filled();
        KvConfig one = builder.build();
        KvConfig two = builder.shard("b", "jdbc:h2:mem:b", "sa", "").retries(1).build();
        assertThat(one.shards()).hasSize(1);
        assertThat(one.retries()).isNotEqualTo(1);
        assertThat(two.shards()).hasSize(2);
    }

    @Test
    void toStringNamesEverySettingAndHidesSecrets() {
        String text = filled().shard("m", "jdbc:mysql://root:hush1@h/db?password=hush2", "u", "hush3")
                .pool(PoolConfig.defaults()
                        .withDriverProperty("trustCertificateKeyStorePassword", "hush4")
                        .withHikariProperty("leakDetectionThreshold", "60000"))
                .build()
                .toString();
        assertThat(text)
                .contains("namespace=default", "m[", "user=u", "virtualNodes=128", "batchRows=256", "retries=10")
                .contains("trustCertificateKeyStorePassword", "leakDetectionThreshold", "grace=PT1M")
                .doesNotContain("hush");
    }

    @Test
    void embeddedShardsAreNamedAlikeAndApart() {
        List<ShardConfig> one = KvConfig.embedded(3).build().shards();
        List<ShardConfig> other = KvConfig.embedded(3).build().shards();
        assertThat(one).extracting(ShardConfig::name).containsExactly("shard-0", "shard-1", "shard-2");
        assertThat(one)
                .extracting(ShardConfig::url)
                .doesNotContainAnyElementsOf(
                        other.stream().map(ShardConfig::url).toList());
        assertThat(KvConfig.embedded(1_024).build().shards()).hasSize(1_024);
    }

    @Test
    void embeddedShardsInADirectoryAreAlwaysTheSame() {
        List<ShardConfig> shards =
                KvConfig.embedded(Path.of("/data/../kv"), 2).build().shards();
        assertThat(shards)
                .isEqualTo(KvConfig.embedded(Path.of("/kv"), 2).build().shards());
        assertThat(shards.get(1).url())
                .startsWith("jdbc:h2:file:")
                .contains("kv/shard-1")
                .contains("WRITE_DELAY=0");
    }

    @Test
    void embeddedShardsBeyondTheLimitsAreRefused() {
        for (int shards : new int[] {-1, 0, 1_025}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> KvConfig.embedded(shards))
                    .withMessageContaining("is " + shards)
                    .withMessageContaining("1 to 1024");
            assertThatIllegalArgumentException().isThrownBy(() -> KvConfig.embedded(Path.of("d"), shards));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KvConfig.embedded(Path.of("a;INIT=x"), 1))
                .withMessageContaining("semicolon");
    }

    @Test
    void lanesThatAreNotSetFitThePool() {
        for (int connections = 1; connections <= 1_000; connections++) {
            PoolConfig pool =
                    PoolConfig.defaults().withMaxConnections(connections).withMinIdle(0);
            LaneConfig lanes = filled().pool(pool).build().lanes();
            assertThat(lanes).isEqualTo(LaneConfig.forConnections(connections));
            if (connections > 2) {
                assertThat(lanes.reads() + lanes.writesTogether(connections)).isLessThan(connections);
            }
            assertThat(lanes.writes()).isBetween(1, lanes.writesTogether(connections));
        }
        assertThat(filled().build().lanes()).isEqualTo(LaneConfig.defaults());
        assertThat(LaneConfig.defaults()).hasToString("LaneConfig[reads=4, writes=4, conditionals=4, timeout=PT10S]");
    }

    @Test
    void poolThatContradictsItselfIsRefusedWithTheWayOut() {
        PoolConfig pool = PoolConfig.defaults();
        assertRefused(
                builder ->
                        builder.pool(pool.withMaxConnections(4).withMinIdle(5)).build(),
                "pool.minIdle is 5 and pool.maxConnections is 4",
                "cannot keep more than it may open",
                "lower pool.minIdle to 4, or raise pool.maxConnections to 5");
        assertRefused(
                builder -> builder.pool(pool.withSocketTimeout(Duration.ofSeconds(2)))
                        .build(),
                "pool.lockWaitTimeout is PT2S and pool.socketTimeout is PT2S",
                "the lock wait must end first",
                "lower pool.lockWaitTimeout, or raise pool.socketTimeout to PT2.001S at least");
        assertRefused(
                builder -> builder.pool(pool.withLockWaitTimeout(Duration.ofSeconds(11)))
                        .build(),
                "must end first");
    }

    /** The driver counts in whole milliseconds. */
    @Test
    void fractionsOfAMillisecondLeaveNoRoomForTheLockWait() {
        PoolConfig pool = PoolConfig.defaults();
        assertRefused(
                builder -> builder.pool(
                                pool.withSocketTimeout(Duration.ofSeconds(2).plusNanos(999_999)))
                        .build(),
                "must end first");
        PoolConfig least = pool.withSocketTimeout(Duration.ofMillis(2_001));
        assertThat(filled().pool(least).build().pool()).isEqualTo(least);
    }

    @Test
    void chainOfWithersMayPassThroughAContradiction() {
        PoolConfig pool = PoolConfig.defaults()
                .withMinIdle(20)
                .withMaxConnections(30)
                .withLockWaitTimeout(Duration.ofSeconds(40))
                .withSocketTimeout(Duration.ofSeconds(50));
        LaneConfig lanes = LaneConfig.defaults().withReads(20).withWrites(9).withConditionals(9);
        assertThat(filled().lanes(lanes).pool(pool).build().lanes()).isEqualTo(lanes);
    }

    @Test
    void lanesThatDoNotFitThePoolAreRefusedWithTheWayOut() {
        LaneConfig four = LaneConfig.defaults();
        assertRefused(
                builder -> builder.pool(PoolConfig.defaults().withMaxConnections(5))
                        .lanes(four)
                        .build(),
                "lanes.reads is 4 and pool.maxConnections is 5",
                "which leaves 3",
                "lower lanes.reads, or raise pool.maxConnections to 6");
        assertRefused(
                builder -> builder.lanes(four.withWrites(6)).build(),
                "lanes.writes is 6 and pool.maxConnections is 10",
                "lanes.reads is 4",
                "which leaves 5",
                "raise pool.maxConnections to 11");
        assertRefused(
                builder -> builder.lanes(four.withReads(1).withWrites(1).withConditionals(9))
                        .build(),
                "lanes.conditionals is 9",
                "leaves 8");
        LaneConfig most = four.withWrites(5).withConditionals(5);
        assertThat(filled().lanes(most).build().lanes()).isEqualTo(most);
        LaneConfig one = four.withReads(1).withWrites(1).withConditionals(1);
        PoolConfig lone = PoolConfig.defaults().withMaxConnections(1);
        assertThat(filled().pool(lone).lanes(one).build().lanes()).isEqualTo(one);
    }
}
