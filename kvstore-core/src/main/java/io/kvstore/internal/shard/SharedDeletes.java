package io.kvstore.internal.shard;

import io.kvstore.internal.lane.Refusals;
import io.kvstore.internal.lane.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** Deletes of several callers in one round trip, each of whom learns whether its key was there. Thread-safe. */
final class SharedDeletes implements Statement<Delete> {

    private final SingleKeys singleKeys;
    private final ManyKeys manyKeys;
    private final Refusals refusals;
    private final int maxCalls;

    /** Where the dialect cannot tell which of several keys were there, {@code maxCalls} is 1. */
    SharedDeletes(SingleKeys singleKeys, ManyKeys manyKeys, Refusals refusals, int maxCalls) {
        this.singleKeys = singleKeys;
        this.manyKeys = manyKeys;
        this.refusals = refusals;
        this.maxCalls = maxCalls;
    }

    @Override
    public int maxCalls() {
        return maxCalls;
    }

    @Override
    public Refusals refusals() {
        return refusals;
    }

    @Override
    public void run(List<Delete> calls) {
        Isolation.run(calls, () -> together(calls), call -> call.succeed(singleKeys.delete(call.key())));
    }

    /** Of several deletes of one key, the first to come finds it. */
    private void together(List<Delete> calls) {
        List<byte[]> keys = new ArrayList<>(calls.stream().map(Delete::key).toList());
        keys.sort(Arrays::compareUnsigned);
        TreeSet<byte[]> present = new TreeSet<>(Arrays::compareUnsigned);
        present.addAll(manyKeys.delete(keys));
        calls.forEach(call -> call.succeed(present.remove(call.key())));
    }
}
