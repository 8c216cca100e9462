package io.kvstore.examples.bench;

import java.util.HashSet;
import java.util.List;

/**
 * Who calls. Immutable.
 *
 * @param sizes how many at once; several numbers are a sweep
 * @param threads what they run on
 */
record Crowd(List<Integer> sizes, CallerThreads threads) {

    /** Refuses what is out of bounds. {@inheritDoc} */
    Crowd {
        sizes = List.copyOf(sizes);
        threads.check();
        for (int size : sizes) {
            Limits.between("--callers", size, 1, threads.most());
        }
        Limits.that(
                new HashSet<>(sizes).size() == sizes.size(),
                "--callers names %s: give each number of callers once",
                sizes);
    }

    /** The last number of callers, whose ratios stand for the run. */
    int last() {
        return sizes.get(sizes.size() - 1);
    }
}
