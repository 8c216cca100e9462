package io.kvstore.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyChoiceTest {

    private static final int KEYS = 1_000;
    private static final int DRAWS = 1_000_000;

    @Test
    void uniformChoiceTakesEveryKeyAlike() {
        int[] counts = counts(new KeyDistribution.Uniform(), 7);

        double expected = (double) DRAWS / KEYS;
        double chiSquare = IntStream.of(counts)
                .mapToDouble(count -> Math.pow(count - expected, 2) / expected)
                .sum();
        // 999 degrees of freedom: mean 999, standard deviation 45
        assertThat(chiSquare).isBetween(800.0, 1_200.0);
    }

    @Test
    void zipfianChoiceFollowsThePowerLaw() {
        double exponent = 0.99;
        int[] counts = counts(new KeyDistribution.Zipf(exponent), 7);

        double harmonic = IntStream.rangeClosed(1, KEYS)
                .mapToDouble(rank -> Math.pow(rank, -exponent))
                .sum();
        for (int key : new int[] {0, 1, 2, 9, 99}) {
            double expected = DRAWS * Math.pow(key + 1.0, -exponent) / harmonic;
            assertThat((double) counts[key])
                    .as("draws of key %d", key)
                    .isCloseTo(expected, within(5 * Math.sqrt(expected)));
        }
    }

    @Test
    void aLargerExponentMakesThePopularKeysMorePopular() {
        assertThat(counts(new KeyDistribution.Zipf(1.5), 7)[0])
                .isGreaterThan(2 * counts(new KeyDistribution.Zipf(0.9), 7)[0]);
    }

    @Test
    void theSameSeedMakesTheSameChoices() {
        for (KeyDistribution distribution :
                new KeyDistribution[] {new KeyDistribution.Uniform(), new KeyDistribution.Zipf(0.99)}) {
            assertThat(counts(distribution, 42))
                    .isEqualTo(counts(distribution, 42))
                    .isNotEqualTo(counts(distribution, 43));
        }
    }

    @Test
    void aHotKeyIsChosenAlways() {
        int[] counts = counts(new KeyDistribution.HotKey(), 7);

        assertThat(counts[0]).isEqualTo(DRAWS);
        assertThat(IntStream.of(counts).sum()).isEqualTo(DRAWS);
    }

    @Test
    void oneKeyIsTheOnlyChoice() {
        assertThat(new KeyDistribution.Zipf(0.99)
                        .choice(1, new SplittableRandom(1))
                        .next())
                .isZero();
        assertThat(new KeyDistribution.Uniform()
                        .choice(1, new SplittableRandom(1))
                        .next())
                .isZero();
    }

    /** How often each key was chosen. Throws if a key is out of range. */
    private static int[] counts(KeyDistribution distribution, long seed) {
        KeyChoice choice = distribution.choice(KEYS, new SplittableRandom(seed));
        int[] counts = new int[KEYS];
        for (int i = 0; i < DRAWS; i++) {
            counts[choice.next()]++;
        }
        return counts;
    }
}
