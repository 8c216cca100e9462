package io.kvstore.internal.shard;

import io.kvstore.internal.lane.Call;
import io.kvstore.internal.request.Conditional;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Conditional writes of several callers, of one kind, in one round trip, each of whom learns whether its own happened.
 * Thread-safe.
 */
final class SharedConditionals {

    private final ManyKeys manyKeys;

    SharedConditionals(ManyKeys manyKeys) {
        this.manyKeys = manyKeys;
    }

    /** Of several on one key, the first to come is done; the others are carried again, in their order. */
    void run(List<Call<?>> calls) {
        TreeMap<byte[], Call<?>> firsts = new TreeMap<>(Arrays::compareUnsigned);
        calls.forEach(call -> firsts.putIfAbsent(call.key(), call));
        Set<byte[]> changed = manyKeys.together(firsts.values().stream()
                .map(call -> (Conditional) call.request())
                .toList());
        for (Call<?> call : calls) {
            if (firsts.get(call.key()) == call) {
                SharedWrites.done(call, changed.contains(call.key()));
            } else {
                call.again();
            }
        }
    }
}
