package io.kvstore.internal.shard;

import io.kvstore.internal.lane.Call;
import io.kvstore.internal.lane.Lane;
import io.kvstore.internal.lane.Refusals;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A caller's write that depends on what is there: put-if-absent, compare-and-set, expire. It shares no statement. */
final class Conditional extends Call<Conditional, Boolean> {

    private final BooleanSupplier write;

    Conditional(Lane<Conditional> lane, byte[] key, int bytes, BooleanSupplier write) {
        super(lane, key, bytes);
        this.write = write;
    }

    /** Does them one at a time: the server tells how many rows a statement changed, and not which. */
    static final class Alone extends SharedWrites<Conditional> {

        Alone(LockedRows lockedRows, Refusals refusals, Packet packet) {
            super(lockedRows, refusals, packet, 1);
        }

        @Override
        void alone(Conditional call) {
            call.succeed(call.write.getAsBoolean());
        }

        @Override
        void together(List<Conditional> calls) {
            throw new IllegalStateException("these share no statement");
        }
    }
}
