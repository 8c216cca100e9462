package io.kvstore.history;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The configurations of a search that were tried, from which there is no need to go on once more. Not thread-safe. */
final class DeadEnds {

    private final BitSet unknown;
    private final Map<Configuration, List<BitSet>> tried = new HashMap<>();
    private int size;

    /** The calls that returned and are placed, and what they leave. */
    private record Configuration(BitSet returned, Register register) {}

    /**
     * None.
     *
     * @param unknown the calls of unknown fate
     */
    DeadEnds(BitSet unknown) {
        this.unknown = unknown;
    }

    /** Adds a configuration, unless one was tried that had at least as much before it: fewer calls of unknown fate. */
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
