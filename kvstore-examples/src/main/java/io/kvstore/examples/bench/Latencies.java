package io.kvstore.examples.bench;

import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.IntCountsHistogram;

/**
 * How long calls took, in nanoseconds to three digits, of one caller or of all. Confined to one thread at a time.
 *
 * @param gets of gets
 * @param puts of puts
 */
record Latencies(AbstractHistogram gets, AbstractHistogram puts) {

    private static final int DIGITS = 3;
    private static final int FINEST_NANOS = 64;

    /** Small to begin with, since there is one per caller. */
    static Latencies ofOneCaller() {
        return new Latencies(
                resizing(new IntCountsHistogram(FINEST_NANOS, 2 * FINEST_NANOS, DIGITS)),
                resizing(new IntCountsHistogram(FINEST_NANOS, 2 * FINEST_NANOS, DIGITS)));
    }

    static Latencies ofAll() {
        return new Latencies(all(), all());
    }

    private static AbstractHistogram all() {
        return resizing(new Histogram(FINEST_NANOS, 2 * FINEST_NANOS, DIGITS));
    }

    private static AbstractHistogram resizing(AbstractHistogram histogram) {
        histogram.setAutoResize(true);
        return histogram;
    }

    /** Gets and puts together. */
    AbstractHistogram both() {
        AbstractHistogram both = all();
        both.add(gets);
        both.add(puts);
        return both;
    }

    void add(Latencies other) {
        gets.add(other.gets);
        puts.add(other.puts);
    }
}
