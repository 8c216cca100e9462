package io.kvstore.internal.shared;

import io.kvstore.KvNumberException;
import io.kvstore.KvServerException;
import io.kvstore.Outcome;
import io.kvstore.internal.endpoint.Errors;
import io.kvstore.internal.execution.Packet;
import io.kvstore.internal.execution.SingleKeys;
import io.kvstore.internal.execution.Uninterrupted;
import io.kvstore.internal.lane.Call;
import io.kvstore.internal.request.Write;
import io.kvstore.internal.rowlock.LockedRows;
import io.kvstore.internal.sql.Changed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes of several callers in one round trip. A write that the server refuses does not fail the others, and a locked
 * row does not delay them. Thread-safe.
 */
public final class SharedWrites extends SharedStatement {

    /** How often the writes are tried together. While one row is waited for, others may get locked. */
    private static final int MAX_ROUNDS = 4;

    private final SingleKeys singleKeys;
    private final LockedRows lockedRows;
    private final Errors errors;
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
            Errors errors,
            Packet packet,
            ValueSizes sizes,
            UnaryOperator<List<Call<?>>> together) {
        super(packet, sizes, errors);
        this.singleKeys = singleKeys;
        this.lockedRows = lockedRows;
        this.errors = errors;
        this.together = together;
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

    /** Ends a call with what its statement returned of the row. */
    static <R> void give(Call<R> call, @Nullable Changed row) {
        if (row != null && row.size() > 0) {
            call.brought(row.size());
        }
        try {
            call.succeed(((Write<R>) call.request()).result(row));
        } catch (KvNumberException e) { // of this call, and not of those beside it
            call.fail(e);
        }
    }

    private void alone(Call<?> call) {
        Changed row = singleKeys.write(call);
        sizes.saw(IntStream.of(row == null ? 0 : row.size()));
        if (row == null || row.isDone()) {
            give(call, row);
        } else if (row.size() > packet.result()) {
            call.fail(errors.tooLarge(row.size()));
        } else {
            call.again(row.size()); // it was put meanwhile, or is no longer too large
        }
    }

    private void separately(Call<?> call) {
        call.stays();
        if (lockedRows.isUnsettled(call.key())) { // by a write of this statement that came before it
            call.fail(errors.unsettled());
            return;
        }
        if (lockedRows.isHeld(call.key())) { // an earlier call on the key waits for that, and keeps its place
            call.again();
            return;
        }
        try {
            Uninterrupted.call(() -> {
                alone(call);
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
