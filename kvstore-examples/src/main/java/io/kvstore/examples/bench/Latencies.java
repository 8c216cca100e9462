package io.kvstore.examples.bench;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * The latencies of calls, in nanoseconds with three digits. Thread-safe.
 *
 * @param gets of gets
 * @param puts of puts and other writes
 * @param lost the number of conditional writes that failed because another caller was faster
 */
record Latencies(AbstractHistogram gets, AbstractHistogram puts, LongAdder lost) {

    private static final int DIGITS = 3;
    private static final int FINEST_NANOS = 64;

    static Latencies empty() {
        return new Latencies(concurrent(), concurrent(), new LongAdder());
    }

    private static AbstractHistogram concurrent() {
        return resizing(new ConcurrentHistogram(FINEST_NANOS, 2 * FINEST_NANOS, DIGITS));
    }

    private static AbstractHistogram resizing(AbstractHistogram histogram) {
        histogram.setAutoResize(true);
        return histogram;
    }

    /** Records a write. */
    void write(long nanos, boolean won) {
        puts.recordValue(nanos);
        if (!won) {
            lost.increment();
        }
    }

    /** All calls together. */
    AbstractHistogram both() {
        AbstractHistogram both = resizing(new Histogram(FINEST_NANOS, 2 * FINEST_NANOS, DIGITS));
        both.add(gets);
        both.add(puts);
        return both;
    }

    void add(Latencies other) {
        gets.add(other.gets);
        puts.add(other.puts);
        lost.add(other.lost.sum());
    }

    /** Several histograms, so that few threads share one. Their number does not grow with the number of callers. */
    static final class Striped {

        private static final int STRIPES = 64;

        private final List<Latencies> stripes =
                Stream.generate(Latencies::empty).limit(STRIPES).toList();

        /** The latencies for one caller, by its number. */
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
