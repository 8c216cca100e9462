package io.kvstore.examples.demo;

import io.kvstore.KvStore;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.HdrHistogram.Histogram;

/**
 * A caller of the burst. It gets and puts random keys until the time is over.
 *
 * @param store the store
 * @param end when to stop, by System.nanoTime
 */
record Caller(KvStore store, long end) implements Callable<Caller.Tally> {

    private static final int PUTS_IN_TEN = 1;
    private static final int DIGITS = 3;

    /**
     * The results of callers.
     *
     * @param gets latencies of gets, in nanoseconds
     * @param puts latencies of puts, in nanoseconds
     * @param wrong the number of gets that found no value, or the value of another key
     */
    record Tally(Histogram gets, Histogram puts, long wrong) {

        Tally plus(Tally other) {
            gets.add(other.gets);
            puts.add(other.puts);
            return new Tally(gets, puts, wrong + other.wrong);
        }
    }

    static Histogram histogram() {
        return new Histogram(DIGITS);
    }

    @Override
    public Tally call() {
        Histogram gets = histogram();
        Histogram puts = histogram();
        long wrong = 0;
        while (System.nanoTime() < end) {
            int number = ThreadLocalRandom.current().nextInt(Keys.COUNT);
            byte[] value = Keys.value(number);
            long start = System.nanoTime();
            if (ThreadLocalRandom.current().nextInt(10) < PUTS_IN_TEN) {
                store.put(Keys.key(number), value);
                puts.recordValue(System.nanoTime() - start);
            } else {
                boolean right = Arrays.equals(store.get(Keys.key(number)).orElse(new byte[0]), value);
                gets.recordValue(System.nanoTime() - start);
                wrong += right ? 0 : 1;
            }
        }
        return new Tally(gets, puts, wrong);
    }
}
