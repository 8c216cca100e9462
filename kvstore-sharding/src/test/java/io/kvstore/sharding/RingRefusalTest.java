package io.kvstore.sharding;

import static io.kvstore.sharding.Rings.shard;
import static io.kvstore.sharding.Rings.shards;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kvstore.ShardConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RingRefusalTest {

    @Test
    void ringWithoutShardsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ring.of(List.of(), 128))
                .withMessageContaining("0 shards");
    }

    @Test
    void ringWithoutVirtualNodesIsRefused() {
        for (int virtualNodes : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Ring.of(shards(2), virtualNodes))
                    .withMessageContaining(virtualNodes + " virtual nodes");
        }
    }

    @Test
    void twoShardsOfOneNameAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ring.of(List.of(shard("a", 1), shard("b", 1), shard("a", 2)), 128))
                .withMessageContaining("'a'");
    }

    /** 1,024 shards of weight 1,000 would need 500 million tokens, and memory would run out. */
    @Test
    void moreTokensThanTheLimitAreRefused() {
        assertThat(Ring.of(List.of(shard("a", 1_000)), 100).arcs()).hasSize(100_000);
        List<ShardConfig> heavy =
                shards(1_024).stream().map(shard -> shard.withWeight(1_000)).toList();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ring.of(heavy, 512))
                .withMessageContaining("1024000 × 512")
                .withMessageContaining("at most 16777216")
                .withMessageContaining("smaller weights");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ring.of(heavy, 4_096))
                .withMessageContaining("1024000 × 4096");
    }

    @Test
    void laterChangesOfTheListDoNotReachTheRing() {
        List<ShardConfig> shards = new ArrayList<>(shards(2));
        Ring ring = Ring.of(shards, 128);
        String layout = ring.layout();
        shards.clear();
        assertThat(ring.layout()).isEqualTo(layout);
        assertThat(ring.shares()).hasSize(2);
    }
}
