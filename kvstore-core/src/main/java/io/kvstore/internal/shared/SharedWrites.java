package io.kvstore.internal.shared;

import io.kvstore.KvServerException;
import io.kvstore.Outcome;
import io.kvstore.internal.execution.Packet;
import io.kvstore.internal.execution.SingleKeys;
import io.kvstore.internal.execution.Uninterrupted;
import io.kvstore.internal.lane.Call;
import io.kvstore.internal.lane.Refusals;
import io.kvstore.internal.lane.Statement;
import io.kvstore.internal.request.Write;
import io.kvstore.internal.rowlock.LockedRows;
import io.kvstore.internal.sql.Changed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes of several callers in one round trip. A write that the server refuses does not fail the others, and a locked
 * row does not delay them. Thread-safe.
 */
public final class SharedWrites implements Statement {

    /** How often the writes are tried together. While one row is waited for, others may get locked. */
    private static final int MAX_ROUNDS = 4;

    private final SingleKeys singleKeys;
    private final LockedRows lockedRows;
    private final Refusals refusals;
    private final Packet packet;
    private final ValueSizes sizes;
    private final UnaryOperator<List<Call<?>>> together;

    /**
     * Writes of one lane.
     *
     * @param sizes of the values that they bring back
     * @param together does several calls, and returns those that are to be done alone; or does none, and throws
     */
    public SharedWrites(
            SingleKeys singleKeys,
            LockedRows lockedRows,
            Refusals refusals,
            Packet packet,
            ValueSizes sizes,
            UnaryOperator<List<Call<?>>> together) {
        this.singleKeys = singleKeys;
        this.lockedRows = lockedRows;
        this.refusals = refusals;
        this.packet = packet;
        this.sizes = sizes;
        this.together = together;
    }

    @Override
    public int maxCalls() {
        return sizes.maxCalls();
    }

    @Override
    public int maxCalls(Call<?> call) {
        return sizes.maxCalls(call.size());
    }

    @Override
    public int brings() {
        return sizes.expected();
    }

    @Override
    public long maxBytes() {
        return packet.shared();
    }

    @Override
    public Refusals refusals() {
        return refusals;
    }

    /**
     * Does calls together. Calls whose rows are locked go back to the lane. If the server refused the others and
     * nothing happened, they are done one by one, so that each gets its own error.
     */
    @Override
    public void run(List<Call<?>> calls) {
        List<Call<?>> free = lockedRows.suspected() ? giveBack(calls, lockedRows::blockHeld) : calls;
        for (int round = 0; round < MAX_ROUNDS && free.size() > 1; round++) {
            try {
                together.apply(free).forEach(this::separately);
                return;
            } catch (KvServerException e) {
                if (e.outcome() != Outcome.NOT_APPLIED) {
                    throw e;
                }
                if (!lockedRows.isLockWait(e)) {
                    break;
                }
                free = giveBack(free, lockedRows::blockHeldOrAbsent);
            }
        }
        free.forEach(this::separately);
    }

    /** Blocks keys, gives their calls back to the lane, and returns the other calls. */
    private List<Call<?>> giveBack(List<Call<?>> calls, Function<List<byte[]>, Set<byte[]>> block) {
        Set<byte[]> held = block.apply(calls.stream().map(Call::key).toList());
        if (held.isEmpty()) {
            return calls;
        }
        List<Call<?>> free = new ArrayList<>(calls.size());
        for (Call<?> call : calls) {
            if (held.contains(call.key())) {
                call.again();
            } else {
                free.add(call);
            }
        }
        return free;
    }

    /** Ends a call with what was brought back of its row. */
    static <R> void give(Call<R> call, @Nullable Changed row) {
        Write<R> write = (Write<R>) call.request();
        if (row != null && row.size() > 0) {
            call.brought(row.size());
        }
        call.succeed(write.result(row));
    }

    private void separately(Call<?> call) {
        if (lockedRows.isUnsettled(call.key())) { // by a call before it in this loop
            call.fail(refusals.unsettled());
            return;
        }
        if (lockedRows.isHeld(call.key())) { // and one before it waits for that: it may not pass
            call.again();
            return;
        }
        try {
            Uninterrupted.call(() -> {
                Changed row = singleKeys.write((Write<?>) call.request());
                give(call, row);
                return call;
            });
        } catch (KvServerException e) {
            if (lockedRows.isLockWait(e) && lockedRows.block(call.key())) {
                call.again();
            } else {
                call.fail(e);
            }
        } catch (RuntimeException e) {
            call.fail(e);
        }
    }
}
