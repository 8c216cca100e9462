package io.kvstore.internal.shard;

import io.kvstore.internal.lane.Call;
import io.kvstore.internal.lane.Refusals;
import java.util.List;

/** Writes that share no statement: the server tells how many rows a statement changed, and not which. Thread-safe. */
final class SeparateWrites extends SharedWrites {

    SeparateWrites(SingleKeys singleKeys, LockedRows lockedRows, Refusals refusals, Packet packet) {
        super(singleKeys, lockedRows, refusals, packet, 1);
    }

    @Override
    void together(List<Call<?>> calls) {
        throw new IllegalStateException("these share no statement");
    }
}
