package io.kvstore.internal.shared;

import io.kvstore.internal.execution.Arity;
import java.util.stream.IntStream;

/**
 * Estimates the size of values from those that were read last, and how many reads may share a statement. Concurrent
 * updates may be lost, which does not matter for an estimate. Thread-safe.
 */
public final class ValueSizes {

    /** Weight of the newest value in the running mean. */
    private static final double NEWEST = 1 / 32.0;

    /** A value may be so many times larger than the mean and still be returned at once. Most values are smaller. */
    private static final int SPREAD = 4;

    private final int maxCalls;
    private final int maxBytes;
    private final int most;
    private volatile double mean = 1;
    private volatile double largest; // of the last ones

    /**
     * No value was read yet, so the first reads are expected to return the largest values.
     *
     * @param maxCalls reads that may share a statement
     * @param maxBytes bytes that they may return together
     * @param most bytes of the longest value
     */
    public ValueSizes(int maxCalls, int maxBytes, int most) {
        this.maxCalls = maxCalls;
        this.maxBytes = maxBytes;
        this.most = most;
        this.largest = Math.max(maxBytes, most);
    }

    /** Of calls that bring back nothing. */
    public static ValueSizes none(int maxCalls) {
        ValueSizes none = new ValueSizes(maxCalls, Integer.MAX_VALUE, 0);
        none.mean = 0;
        none.largest = 0;
        return none;
    }

    /** What a value may have, in bytes, to be brought back beside others. */
    int share(int calls) {
        return maxBytes / calls;
    }

    /**
     * Updates the estimate. A value that is too large to share counts only as much as is needed for fewer reads to
     * share the next time. So if few values are large, they are read alone and the others go on sharing.
     */
    void saw(IntStream sizes) {
        if (most == 0) {
            return; // nothing is brought back
        }
        double counted = 2.0 * maxBytes / maxCalls();
        double[] next = {mean, largest};
        sizes.filter(size -> size > 0) // 0 if there was no value or it was not asked for
                .forEach(size -> {
                    next[0] += NEWEST * (Math.min(size, counted) - next[0]);
                    next[1] = Math.max(size, next[1] * (1 - NEWEST));
                });
        mean = Math.max(1, next[0]);
        largest = next[1];
    }

    /** How many reads may share the next statement, so that most of their values fit into their share. */
    int maxCalls() {
        return (int) Math.max(1, Math.min(maxCalls, maxBytes / (SPREAD * mean)));
    }

    /** How many reads may share a statement that returns a value of this size, by {@link Arity}. */
    int maxCalls(int size) {
        if (size == 0) {
            return maxCalls;
        }
        int fit = Math.max(1, Math.min(maxCalls, maxBytes / size));
        return fit == Arity.of(fit) ? fit : fit * 4 / 5;
    }

    /** How many bytes the next statement is expected to return. */
    int expected() {
        return (int) Math.min(Math.max(maxBytes, most), Math.max(largest, maxCalls() * mean));
    }
}
