package io.kvstore.examples.bench;

import java.util.Arrays;

/**
 * A summary of several rounds.
 *
 * @param median the middle value, or the mean of the middle two
 * @param min the lowest
 * @param max the highest
 */
record Spread(double median, double min, double max) {

    static Spread of(double... rounds) {
        double[] sorted = rounds.clone();
        Arrays.sort(sorted);
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no rounds: there is nothing to summarise");
        }
        int upper = sorted.length / 2;
        int lower = (sorted.length - 1) / 2;
        return new Spread((sorted[lower] + sorted[upper]) / 2, sorted[0], sorted[sorted.length - 1]);
    }
}
