package io.kvstore.internal.shard;

import io.kvstore.internal.lane.Call;
import io.kvstore.internal.lane.Refusals;
import io.kvstore.internal.request.Conditional;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Conditional writes of several callers, of one kind, in one round trip, each of whom learns whether its own happened.
 * Thread-safe.
 */
final class SharedConditionals extends SharedWrites {

    private final ManyKeys manyKeys;

    /** Where the dialect cannot tell which of several rows were changed, {@code maxCalls} is 1. */
    SharedConditionals(
            SingleKeys singleKeys,
            ManyKeys manyKeys,
            LockedRows lockedRows,
            Refusals refusals,
            Packet packet,
            int maxCalls) {
        super(singleKeys, lockedRows, refusals, packet, maxCalls);
        this.manyKeys = manyKeys;
    }

    /** Of several on one key, the first to come is done; the others are carried again, in their order. */
    @Override
    void together(List<Call<?>> calls) {
        TreeMap<byte[], Call<?>> firsts = new TreeMap<>(Arrays::compareUnsigned);
        calls.forEach(call -> firsts.putIfAbsent(call.key(), call));
        TreeSet<byte[]> changed = new TreeSet<>(Arrays::compareUnsigned);
        changed.addAll(manyKeys.together(firsts.values().stream()
                .map(call -> (Conditional) call.request())
                .toList()));
        for (Call<?> call : calls) {
            if (firsts.get(call.key()) == call) {
                done(call, changed.contains(call.key()));
            } else {
                call.again();
            }
        }
    }
}
