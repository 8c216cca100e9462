package io.kvstore.internal.shard;

import io.kvstore.internal.lane.Call;
import io.kvstore.internal.lane.Lane;
import io.kvstore.internal.lane.Refusals;
import io.kvstore.internal.lane.Statement;
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
    record Alone(Refusals refusals) implements Statement<Conditional> {

        @Override
        public int maxCalls() {
            return 1;
        }

        @Override
        public void run(List<Conditional> calls) {
            calls.forEach(call -> call.succeed(call.write.getAsBoolean()));
        }
    }
}
