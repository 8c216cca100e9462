package io.kvstore.sharding;

import static io.kvstore.sharding.Rings.shard;
import static io.kvstore.sharding.Rings.shards;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kvstore.ShardConfig;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Every position belongs to exactly one arc, and to the shard of that arc. */
class RingArcsTest {

    private static final long LOWEST = 0;
    private static final long HIGHEST = -1;

    @RepeatedTest(30)
    void arcsAreThePartsOfTheCircle(RepetitionInfo seed) {
        List<ShardConfig> shards = Rings.randomShards(new SplittableRandom(seed.getCurrentRepetition()));
        Ring ring = Ring.of(shards, 64);
        List<Ring.Arc> arcs = ring.arcs();

        assertThat(arcs)
                .hasSize(64 * shards.stream().mapToInt(ShardConfig::weight).sum());
        long length = 0;
        for (int i = 0; i < arcs.size(); i++) {
            Ring.Arc arc = arcs.get(i);
            Ring.Arc next = arcs.get((i + 1) % arcs.size());
            assertThat(next.after()).isEqualTo(arc.last());
            assertThat(ring.owner(arc.last())).isEqualTo(arc.owner());
            assertThat(ring.owner(arc.after() + 1)).isEqualTo(arc.owner());
            assertThat(ring.owner(arc.last() + 1)).isEqualTo(next.owner());
            assertThat(i == 0 || Long.compareUnsigned(arc.after(), arc.last()) < 0)
                    .as("ascending but for the arc that wraps around")
                    .isTrue();
            length += arc.last() - arc.after();
        }
        assertThat(length).as("2^64, once around").isZero();
        assertThat(arcs.stream().mapToDouble(Ring.Arc::fraction).sum()).isCloseTo(1, within(1e-9));
    }

    @Test
    void firstArcHoldsTheEndsOfTheNumbers() {
        Ring ring = Ring.of(shards(5), 8);
        Ring.Arc first = ring.arcs().get(0);
        assertThat(Long.compareUnsigned(first.after(), first.last())).isPositive();
        assertThat(ring.owner(LOWEST)).isEqualTo(first.owner());
        assertThat(ring.owner(HIGHEST)).isEqualTo(first.owner());
    }

    /** Long.MAX_VALUE + 1 is the middle of the circle and the lowest signed number. */
    @Test
    void orderIsUnsigned() {
        Ring ring = Ring.of(shards(3), 256);
        List<Ring.Arc> arcs = ring.arcs();
        for (long position : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, LOWEST, HIGHEST}) {
            int owner = arcs.stream()
                    .filter(arc -> Long.compareUnsigned(arc.last(), position) >= 0)
                    .findFirst()
                    .orElse(arcs.get(0))
                    .owner();
            assertThat(ring.owner(position)).isEqualTo(owner);
        }
    }

    @RepeatedTest(30)
    void sharesAreTheArcsOfEachShard(RepetitionInfo seed) {
        Ring ring = Ring.of(Rings.randomShards(new SplittableRandom(seed.getCurrentRepetition())), 64);
        double[] shares = ring.shares();
        double[] summed = new double[shares.length];
        ring.arcs().forEach(arc -> summed[arc.owner()] += arc.fraction());
        assertThat(shares).containsExactly(summed, within(1e-12));
        assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-9));
    }

    @Test
    void oneTokenOwnsTheWholeCircle() {
        Ring ring = Ring.of(List.of(shard("alone", 1)), 1);
        Ring.Arc arc = ring.arcs().get(0);
        assertThat(ring.arcs()).hasSize(1);
        assertThat(arc.after()).isEqualTo(arc.last());
        assertThat(ring.shares()).containsExactly(1.0);
        for (long position : new long[] {LOWEST, HIGHEST, arc.last() - 1, arc.last(), arc.last() + 1}) {
            assertThat(ring.owner(position)).isZero();
        }
    }
}
