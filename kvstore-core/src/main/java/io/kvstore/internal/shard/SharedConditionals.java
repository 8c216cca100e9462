package io.kvstore.internal.shard;

import io.kvstore.internal.lane.Call;
import io.kvstore.internal.request.Conditional;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Conditional writes of one kind, of several callers, in one round trip. Each caller gets its own result. Thread-safe.
 */
final class SharedConditionals {

    private final ManyKeys manyKeys;

    SharedConditionals(ManyKeys manyKeys) {
        this.manyKeys = manyKeys;
    }

    /** Of several calls on one key, this does the first. The others go back to the lane, in their order. */
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
