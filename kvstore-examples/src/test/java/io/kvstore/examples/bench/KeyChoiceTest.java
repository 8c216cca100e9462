package io.kvstore.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyChoiceTest {

    private static final int KEYS = 1_000;
    private static final int DRAWS = 1_000_000;

    @Test
    void uniformChoiceTakesEveryKeyAlike() {
        int[] counts = counts(OptionalDouble.empty(), 7);

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
        int[] counts = counts(OptionalDouble.of(exponent), 7);

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
        assertThat(counts(OptionalDouble.of(1.5), 7)[0]).isGreaterThan(2 * counts(OptionalDouble.of(0.9), 7)[0]);
    }

    @Test
    void theSameSeedMakesTheSameChoices() {
        for (OptionalDouble zipf : new OptionalDouble[] {OptionalDouble.empty(), OptionalDouble.of(0.99)}) {
            assertThat(counts(zipf, 42)).isEqualTo(counts(zipf, 42)).isNotEqualTo(counts(zipf, 43));
        }
    }

    @Test
    void oneKeyIsTheOnlyChoice() {
        assertThat(KeyChoice.of(1, OptionalDouble.of(0.99), new SplittableRandom(1))
                        .next())
                .isZero();
        assertThat(KeyChoice.of(1, OptionalDouble.empty(), new SplittableRandom(1))
                        .next())
                .isZero();
    }

    /** How often each key was drawn; a key out of range throws. */
    private static int[] counts(OptionalDouble zipf, long seed) {
        KeyChoice choice = KeyChoice.of(KEYS, zipf, new SplittableRandom(seed));
        int[] counts = new int[KEYS];
        for (int i = 0; i < DRAWS; i++) {
            counts[choice.next()]++;
        }
        return counts;
    }
}
