package io.kvstore.internal.shard;

import io.kvstore.internal.lane.Refusals;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** Deletes of several callers in one round trip, each of whom learns whether its key was there. Thread-safe. */
final class SharedDeletes extends SharedWrites<Delete> {

    private final SingleKeys singleKeys;
    private final ManyKeys manyKeys;

    /** Where the dialect cannot tell which of several keys were there, {@code maxCalls} is 1. */
    SharedDeletes(
            SingleKeys singleKeys,
            ManyKeys manyKeys,
            LockedRows lockedRows,
            Refusals refusals,
            Packet packet,
            int maxCalls) {
        super(lockedRows, refusals, packet, maxCalls);
        this.singleKeys = singleKeys;
        this.manyKeys = manyKeys;
    }

    @Override
    void alone(Delete call) {
        call.succeed(singleKeys.delete(call.key()));
    }

    /** Of several deletes of one key, the first to come finds it. */
    @Override
    void together(List<Delete> calls) {
        List<byte[]> keys =
                calls.stream().map(Delete::key).sorted(Arrays::compareUnsigned).toList();
        TreeSet<byte[]> present = new TreeSet<>(Arrays::compareUnsigned);
        present.addAll(manyKeys.delete(keys));
        calls.forEach(call -> call.succeed(present.remove(call.key())));
    }
}
