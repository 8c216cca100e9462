package io.kvstore.internal.shard;

import io.kvstore.internal.lane.Call;
import io.kvstore.internal.lane.Refusals;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** Deletes of several callers in one round trip, each of whom learns whether its key was there. Thread-safe. */
final class SharedDeletes extends SharedWrites {

    private final ManyKeys manyKeys;

    /** Where the dialect cannot tell which of several keys were there, {@code maxCalls} is 1. */
    SharedDeletes(
            SingleKeys singleKeys,
            ManyKeys manyKeys,
            LockedRows lockedRows,
            Refusals refusals,
            Packet packet,
            int maxCalls) {
        super(singleKeys, lockedRows, refusals, packet, maxCalls);
        this.manyKeys = manyKeys;
    }

    /** Of several deletes of one key, the first to come finds it. */
    @Override
    void together(List<Call<?>> calls) {
        List<byte[]> keys = calls.stream()
                .<byte[]>map(Call::key)
                .sorted(Arrays::compareUnsigned)
                .toList();
        TreeSet<byte[]> present = new TreeSet<>(Arrays::compareUnsigned);
        present.addAll(manyKeys.delete(keys));
        calls.forEach(call -> done(call, present.remove(call.key())));
    }
}
