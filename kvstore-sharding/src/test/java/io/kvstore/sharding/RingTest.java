package io.kvstore.sharding;

import static io.kvstore.sharding.Rings.VIRTUAL_NODES;
import static io.kvstore.sharding.Rings.positions;
import static io.kvstore.sharding.Rings.shard;
import static io.kvstore.sharding.Rings.shards;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import io.kvstore.ShardConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Measures balance and movement of keys, checks their bounds, and prints a table at the end. */
class RingTest {

    private static final int KEYS = 1_000_000;
    private static final long[] POSITIONS = positions(KEYS, 1);
    private static final StringBuilder TABLE = new StringBuilder();

    /**
     * A shard has 128 tokens, so its share deviates from the mean by about 1/√128 = 9 %. The largest of many shards
     * deviates more.
     */
    @ParameterizedTest
    @CsvSource({"4, 1.20", "64, 1.30", "1024, 1.45"})
    void loadIsNearTheMeanAndOneMoreShardMovesItsOwnShare(int count, double bound) {
        List<ShardConfig> shards = shards(count + 1);
        Ring before = Ring.of(shards.subList(0, count), VIRTUAL_NODES);
        Ring after = Ring.of(shards, VIRTUAL_NODES);
        long[] load = new long[count];
        int moved = 0;
        int elsewhere = 0;
        for (long position : POSITIONS) {
            int owner = before.owner(position);
            load[owner]++;
            int next = after.owner(position);
            moved += next == count ? 1 : 0;
            elsewhere += next != count && next != owner ? 1 : 0;
        }
        double[] shares = before.shares();
        double largest = Arrays.stream(shares).max().orElseThrow() * count;
        double smallest = Arrays.stream(shares).min().orElseThrow() * count;
        double busiest = Arrays.stream(load).max().orElseThrow() * (double) count / KEYS;
        double expected = after.shares()[count];
        double chiSquare = IntStream.range(0, count)
                .mapToDouble(i -> Math.pow(load[i] - shares[i] * KEYS, 2) / (shares[i] * KEYS))
                .sum();

        assertThat(elsewhere).isZero();
        assertThat(chiSquare).as("keys follow the shares").isLessThan(count + 5 * Math.sqrt(2.0 * count));
        assertThat(largest).isLessThan(bound);
        assertThat(busiest).isLessThan(bound * 1.1);
        assertThat(moved / (double) KEYS).isCloseTo(expected, within(5 * Math.sqrt(expected / KEYS)));
        assertThat(expected * (count + 1)).isBetween(0.6, 1.4);
        TABLE.append(String.format(
                Locale.ROOT,
                "%6d | %21.3f | %21.3f | %13.3f | %15.3f %% | %6.3f %%%n",
                count,
                largest,
                smallest,
                busiest,
                100.0 * moved / KEYS,
                100.0 / (count + 1)));
    }

    @AfterAll
    static void print() {
        System.out.println("Ring with " + VIRTUAL_NODES + " virtual nodes per shard, " + KEYS + " random keys:\n"
                + "shards | largest share / mean | smallest share / mean | max/mean load | moved by one more |"
                + " 1/(n+1)\n" + TABLE);
    }

    @Test
    void orderOfShardsDoesNotMatter() {
        List<ShardConfig> shards = ImmutableList.<ShardConfig>builder()
                .addAll(shards(12))
                .add(shard("heavy", 7))
                .add(shard("HEAVY", 2))
                .build();
        Ring ring = Ring.of(shards, VIRTUAL_NODES);
        for (int seed = 1; seed <= 5; seed++) {
            List<ShardConfig> shuffled = new ArrayList<>(shards);
            Collections.shuffle(shuffled, new Random(seed));
            Ring other = Ring.of(shuffled, VIRTUAL_NODES);
            assertThat(other.layout()).isEqualTo(ring.layout());
            assertThat(Arrays.stream(POSITIONS)
                            .limit(100_000)
                            .filter(position -> !shuffled.get(other.owner(position))
                                    .name()
                                    .equals(shards.get(ring.owner(position)).name())))
                    .isEmpty();
        }
    }

    /**
     * The share of the new shard is w/(W + w) of the circle. The tolerance is half of that, more than 5 standard
     * deviations.
     */
    @RepeatedTest(100)
    void keysMoveToAnAddedShardAndBackFromARemovedOneAndNotElsewhere(RepetitionInfo seed) {
        SplittableRandom random = new SplittableRandom(seed.getCurrentRepetition());
        List<ShardConfig> shards = Rings.randomShards(random);
        ShardConfig added = shard("added", random.nextInt(1, 6));
        List<ShardConfig> more =
                ImmutableList.<ShardConfig>builder().addAll(shards).add(added).build();
        Ring without = Ring.of(shards, VIRTUAL_NODES);
        Ring with = Ring.of(more, VIRTUAL_NODES);

        int moved = 0;
        int elsewhere = 0;
        for (int i = 0; i < 20_000; i++) {
            int owner = with.owner(POSITIONS[i]);
            if (owner == shards.size()) {
                moved++;
            } else if (owner != without.owner(POSITIONS[i])) {
                elsewhere++;
            }
        }
        assertThat(elsewhere).isZero();
        int weight = more.stream().mapToInt(ShardConfig::weight).sum();
        double fair = added.weight() / (double) weight;
        assertThat(with.shares()[shards.size()]).isCloseTo(fair, within(fair / 2));
        assertThat(moved / 20_000.0).isCloseTo(with.shares()[shards.size()], within(0.025));
    }

    @Test
    void weightIsAShareOfTheKeys() {
        double[] shares = Ring.of(List.of(shard("one", 1), shard("three", 3), shard("also-one", 1)), 1_024)
                .shares();
        assertThat(shares[1] / shares[0]).isCloseTo(3, within(0.3));
        assertThat(shares[1] / shares[2]).isCloseTo(3, within(0.3));
    }

    /** A shard with more weight gets keys from others and keeps all of its own. */
    @Test
    void moreWeightMovesKeysOnlyToThatShard() {
        Ring light = Ring.of(List.of(shard("a", 1), shard("b", 1), shard("c", 1)), VIRTUAL_NODES);
        Ring heavy = Ring.of(List.of(shard("a", 1), shard("b", 2), shard("c", 1)), VIRTUAL_NODES);
        assertThat(Arrays.stream(POSITIONS)
                        .limit(100_000)
                        .filter(position -> light.owner(position) != heavy.owner(position))
                        .map(heavy::owner)
                        .distinct())
                .containsExactly(1L);
    }
}
