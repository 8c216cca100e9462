package io.kvstore.internal.lane;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The calls of a lane whose keys are blocked, in the order of each key. Guarded by the lane's lock. */
final class Held {

    private final Map<byte[], Deque<Call<?>>> byKey = new TreeMap<>(Arrays::compareUnsigned);

    private Deque<Call<?>> of(Call<?> call) {
        return byKey.computeIfAbsent(call.key(), k -> new ArrayDeque<>());
    }

    boolean contains(byte[] key) {
        return !byKey.isEmpty() && byKey.containsKey(key);
    }

    void add(Call<?> call) {
        of(call).addLast(call);
    }

    /** Adds a call before the others on its key. */
    void addFirst(Call<?> call) {
        of(call).addFirst(call);
    }

    void remove(Call<?> call) {
        Deque<Call<?>> calls = of(call);
        calls.remove(call);
        if (calls.isEmpty()) {
            byKey.remove(call.key());
        }
    }

    /** The first call on a key. */
    @Nullable
    Call<?> first(byte[] key) {
        Deque<Call<?>> calls = byKey.get(key);
        return calls == null ? null : calls.getFirst();
    }

    /** Removes all calls on a key. */
    Deque<Call<?>> release(byte[] key) {
        Deque<Call<?>> calls = byKey.remove(key);
        return calls == null ? new ArrayDeque<>() : calls;
    }

    /** Removes the calls that fulfil a condition. */
    List<Call<?>> removeIf(Predicate<? super Call<?>> description) {
        if (byKey.isEmpty()) {
            return new ArrayList<>();
        }
        List<Call<?>> removed = new ArrayList<>();
        for (Iterator<Deque<Call<?>>> keys = byKey.values().iterator(); keys.hasNext(); ) {
            Deque<Call<?>> calls = keys.next();
            calls.removeIf(call -> description.test(call) && removed.add(call));
            if (calls.isEmpty()) {
                keys.remove();
            }
        }
        return removed;
    }
}
