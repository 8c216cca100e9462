package io.kvstore.examples.bench;

import java.util.SplittableRandom;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.DiscreteSampler;
import org.apache.commons.rng.sampling.distribution.RejectionInversionZipfSampler;

/** How likely each key is to be chosen. Its text is its name in reports. Immutable. */
sealed interface KeyDistribution {

    /** Chooses keys for one caller. */
    KeyChoice choice(int keys, SplittableRandom random);

    /** Every key alike. */
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
     * Key number i in proportion to 1/(i+1)^exponent.
     *
     * @param exponent above 0
     */
    record Zipf(double exponent) implements KeyDistribution {

        private static final int MAX_EXPONENT = 10;

        /** Refuses what is out of bounds. {@inheritDoc} */
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

    /** One key and no other. */
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
