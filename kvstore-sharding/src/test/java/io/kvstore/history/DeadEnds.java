package io.kvstore.history;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The configurations that a search has already tried. They need not be tried again. Not thread-safe. */
final class DeadEnds {

    private final BitSet unknown;
    private final Map<Configuration, List<BitSet>> tried = new HashMap<>();
    private int size;

    /** The placed calls that returned, and the state after them. */
    private record Configuration(BitSet returned, Register register) {}

    /**
     * Creates an empty set.
     *
     * @param unknown the calls of unknown fate
     */
    DeadEnds(BitSet unknown) {
        this.unknown = unknown;
    }

    /** Adds a configuration. Returns false if the same one was tried with a subset of its calls of unknown fate. */
    boolean add(BitSet placed, Register register) {
        BitSet returned = (BitSet) placed.clone();
        returned.andNot(unknown);
        BitSet used = (BitSet) placed.clone();
        used.and(unknown);
        List<BitSet> usedBefore =
                tried.computeIfAbsent(new Configuration(returned, register), configuration -> new ArrayList<>());
        if (usedBefore.stream().anyMatch(before -> isSubset(before, used))) {
            return false;
        }
        usedBefore.add(used);
        size++;
        return true;
    }

    private static boolean isSubset(BitSet some, BitSet of) {
        BitSet rest = (BitSet) some.clone();
        rest.andNot(of);
        return rest.isEmpty();
    }

    int size() {
        return size;
    }
}
