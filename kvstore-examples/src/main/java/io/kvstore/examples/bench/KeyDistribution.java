package io.kvstore.examples.bench;

import java.util.SplittableRandom;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.DiscreteSampler;
import org.apache.commons.rng.sampling.distribution.RejectionInversionZipfSampler;

/** The distribution of keys. {@code toString()} is its name in reports. Immutable. */
sealed interface KeyDistribution {

    /** Returns a choice of keys for one caller. */
    KeyChoice choice(int keys, SplittableRandom random);

    /** All keys have the same probability. */
    record Uniform() implements KeyDistribution {

        @Override
        public KeyChoice choice(int keys, SplittableRandom random) {
            return () -> random.nextInt(keys);
        }

        @Override
        public String toString() {
            return "uniform";
        }
    }

    /**
     * Zipf's law: key number i has a probability in proportion to 1/(i+1)^exponent.
     *
     * @param exponent above 0
     */
    record Zipf(double exponent) implements KeyDistribution {

        private static final int MAX_EXPONENT = 10;

        /** Checks the limits. {@inheritDoc} */
        public Zipf {
            Limits.that(
                    exponent > 0 && exponent <= MAX_EXPONENT,
                    "--zipf is %s: the exponent must be above 0 and at most %s; leave it out for uniform keys",
                    exponent,
                    MAX_EXPONENT);
        }

        @Override
        public KeyChoice choice(int keys, SplittableRandom random) {
            UniformRandomProvider bits = random::nextLong;
            DiscreteSampler ranks = RejectionInversionZipfSampler.of(bits, keys, exponent);
            return () -> ranks.sample() - 1;
        }

        @Override
        public String toString() {
            return "zipf " + exponent;
        }
    }

    /** All calls use one key. */
    record HotKey() implements KeyDistribution {

        @Override
        public KeyChoice choice(int keys, SplittableRandom random) {
            return () -> 0;
        }

        @Override
        public String toString() {
            return "one hot key";
        }
    }
}
