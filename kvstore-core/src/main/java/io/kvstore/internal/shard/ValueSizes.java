package io.kvstore.internal.shard;

import java.util.stream.IntStream;

/**
 * What the values of a shard weigh, by those that were read last, and how many reads may share a statement therefore.
 * Threads may lose an update of each other's; it is an estimate. Thread-safe.
 */
final class ValueSizes {

    /** Weight of the newest value in the running mean. */
    private static final double NEWEST = 1 / 32.0;

    /** How much larger than the mean a value may be to be brought back at once: most are. */
    private static final int SPREAD = 4;

    private final int maxCalls;
    private final int maxBytes;
    private final int most;
    private volatile double mean = 1;
    private volatile double largest; // of the last ones

    /**
     * Nothing seen yet, so that the first reads are reckoned to bring as much as they may.
     *
     * @param maxCalls reads that may share a statement
     * @param maxBytes what they may bring back together
     * @param most bytes of the longest value
     */
    ValueSizes(int maxCalls, int maxBytes, int most) {
        this.maxCalls = maxCalls;
        this.maxBytes = maxBytes;
        this.most = most;
        this.largest = Math.max(maxBytes, most);
    }

    /**
     * One that is too large to share counts as no more than is needed for fewer to share the next time: where few are
     * large, they go by themselves and the others go on sharing.
     */
    void saw(IntStream sizes) {
        double most = 2.0 * maxBytes / maxCalls();
        double[] next = {mean, largest};
        sizes.filter(size -> size > 0) // else nothing was there, or nobody asked for it
                .forEach(size -> {
                    next[0] += NEWEST * (Math.min(size, most) - next[0]);
                    next[1] = Math.max(size, next[1] * (1 - NEWEST));
                });
        mean = Math.max(1, next[0]);
        largest = next[1];
    }

    /** How many reads may share the next statement, so that most of their values are within their share of it. */
    int maxCalls() {
        return (int) Math.max(1, Math.min(maxCalls, maxBytes / (SPREAD * mean)));
    }

    /** How many reads may share a statement that is to bring back a value of this size, by {@link Arity}. */
    int maxCalls(int size) {
        if (size == 0) {
            return maxCalls;
        }
        int fit = Math.max(1, Math.min(maxCalls, maxBytes / size));
        return fit == Arity.of(fit) ? fit : fit * 4 / 5;
    }

    /** What the next statement is reckoned to bring back. */
    long expected() {
        return (long) Math.min(Math.max(maxBytes, most), Math.max(largest, maxCalls() * mean));
    }
}
