package io.kvstore.examples.bench;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;

/**
 * The callers of a run. Immutable.
 *
 * @param sizes numbers of concurrent callers; several numbers are a sweep
 * @param threads the kind of their threads
 * @param inFlight the number of asynchronous calls of the store in flight, in place of its callers; empty if callers
 *     block
 */
record Crowd(List<Integer> sizes, CallerThreads threads, OptionalInt inFlight) {

    private static final int MAX_IN_FLIGHT = 10_000_000;

    /** Checks the limits. {@inheritDoc} */
    Crowd {
        sizes = List.copyOf(sizes);
        threads.check();
        for (int size : sizes) {
            Limits.between("--callers", size, 1, threads.most());
        }
        Limits.between("--in-flight", inFlight.orElse(1), 1, MAX_IN_FLIGHT);
        Limits.that(
                new HashSet<>(sizes).size() == sizes.size(),
                "--callers names %s: give each number of callers once",
                sizes);
    }

    /** The last number of callers. Its ratios are the result of the run. */
    int last() {
        return sizes.get(sizes.size() - 1);
    }
}
