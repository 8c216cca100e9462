package io.kvstore.examples.bench;

import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.DiscreteSampler;
import org.apache.commons.rng.sampling.distribution.RejectionInversionZipfSampler;

/** Which of the loaded keys is next, by number. Each caller has one of its own: not thread-safe. */
interface KeyChoice {

    /** From 0 to the number of keys, exclusive. */
    int next();

    /** Every key alike if no exponent is given, else key number i in proportion to 1/(i+1)^exponent. */
    static KeyChoice of(int keys, OptionalDouble zipf, SplittableRandom random) {
        return zipf.isPresent() ? zipfian(keys, zipf.getAsDouble(), random::nextLong) : () -> random.nextInt(keys);
    }

    private static KeyChoice zipfian(int keys, double exponent, LongSupplier random) {
        UniformRandomProvider bits = random::getAsLong;
        DiscreteSampler ranks = RejectionInversionZipfSampler.of(bits, keys, exponent);
        return () -> ranks.sample() - 1;
    }
}
