package io.kvstore.examples.bench;

import java.util.List;
import java.util.stream.Stream;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * How long calls took, in nanoseconds to three digits. Any number of threads may record.
 *
 * @param gets of gets
 * @param puts of puts
 */
record Latencies(AbstractHistogram gets, AbstractHistogram puts) {

    private static final int DIGITS = 3;
    private static final int FINEST_NANOS = 64;

    static Latencies empty() {
        return new Latencies(concurrent(), concurrent());
    }

    private static AbstractHistogram concurrent() {
        return resizing(new ConcurrentHistogram(FINEST_NANOS, 2 * FINEST_NANOS, DIGITS));
    }

    private static AbstractHistogram resizing(AbstractHistogram histogram) {
        histogram.setAutoResize(true);
        return histogram;
    }

    /** Gets and puts together. */
    AbstractHistogram both() {
        AbstractHistogram both = resizing(new Histogram(FINEST_NANOS, 2 * FINEST_NANOS, DIGITS));
        both.add(gets);
        both.add(puts);
        return both;
    }

    void add(Latencies other) {
        gets.add(other.gets);
        puts.add(other.puts);
    }

    /** Several, so that few threads meet at one; a million callers need no million of them. */
    static final class Striped {

        private static final int STRIPES = 64;

        private final List<Latencies> stripes =
                Stream.generate(Latencies::empty).limit(STRIPES).toList();

        /** Those for one caller, by its number. */
        Latencies of(int caller) {
            return stripes.get(caller % STRIPES);
        }

        Latencies total() {
            Latencies total = empty();
            stripes.forEach(total::add);
            return total;
        }
    }
}
