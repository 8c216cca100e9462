package io.kvstore.internal.shared;

import io.kvstore.internal.lane.Call;
import io.kvstore.internal.request.Conditional;
import io.kvstore.internal.sql.Changed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The conditional writes of one kind on one key that came to share a text: as many of them as one write can stand for,
 * the first to come at least. The others are carried again, in their order.
 */
final class OneKey {

    private final List<Call<?>> carried = new ArrayList<>(1);
    private boolean full;

    /** What stands for all that are carried. */
    Conditional<?> write;

    OneKey(Call<?> first) {
        write = request(first);
        carried.add(first);
    }

    private static Conditional<?> request(Call<?> call) {
        return (Conditional<?>) call.request();
    }

    void add(Call<?> call) {
        Conditional<?> both = full ? null : write.followedBy(request(call));
        if (both == null) {
            full = true;
            call.again();
        } else {
            write = both;
            carried.add(call);
        }
    }

    /**
     * Gives each its result, or adds it to those that are to be done alone: several that changed nothing together may fail
     * where one does not.
     */
    void end(@Nullable Changed row, List<Call<?>> alone) {
        if (row == null && carried.size() > 1) {
            alone.addAll(carried);
        } else if (row != null && !row.isDone()) {
            carried.forEach(call -> call.again(row.size()));
        } else {
            giveResults(row);
        }
    }

    /** From the last one back, since what was read of the row is what that one left. */
    private void giveResults(@Nullable Changed last) {
        Changed row = last;
        for (int i = carried.size() - 1; i >= 0; i--) {
            Call<?> call = carried.get(i);
            SharedWrites.give(call, row);
            row = row == null ? null : request(call).before(row);
        }
    }
}
