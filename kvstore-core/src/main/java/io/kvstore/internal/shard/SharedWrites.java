package io.kvstore.internal.shard;

import io.kvstore.KvServerException;
import io.kvstore.Outcome;
import io.kvstore.internal.lane.Call;
import io.kvstore.internal.lane.Refusals;
import io.kvstore.internal.lane.Statement;
import io.kvstore.internal.request.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Writes of several callers in one round trip, where nobody suffers for another's fault: neither for a write that the
 * server refuses, nor for a row that another transaction holds. Thread-safe.
 */
final class SharedWrites implements Statement {

    /** A row may get locked, and be free again, while others are waited for. */
    private static final int MAX_ROUNDS = 4;

    private final SingleKeys singleKeys;
    private final LockedRows lockedRows;
    private final Refusals refusals;
    private final Packet packet;
    private final int maxCalls;
    private final Consumer<List<Call<?>>> together;

    /** {@code together} does several calls: all of them, or none and throws. */
    SharedWrites(
            SingleKeys singleKeys,
            LockedRows lockedRows,
            Refusals refusals,
            Packet packet,
            int maxCalls,
            Consumer<List<Call<?>>> together) {
        this.singleKeys = singleKeys;
        this.lockedRows = lockedRows;
        this.refusals = refusals;
        this.packet = packet;
        this.maxCalls = maxCalls;
        this.together = together;
    }

    @Override
    public int maxCalls() {
        return maxCalls;
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
     * Does calls together. Those whose rows are held by another transaction are given back. If the server refused the
     * others together, and nothing happened, they are done one by one, each with its own error.
     */
    @Override
    public void run(List<Call<?>> calls) {
        List<Call<?>> free = lockedRows.suspected() ? giveBack(calls, lockedRows::blockHeld) : calls;
        for (int round = 0; round < MAX_ROUNDS && free.size() > 1; round++) {
            try {
                together.accept(free);
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

    /** Gives back those whose keys get blocked, and returns the others. */
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

    private <R> void alone(Call<R> call) {
        call.succeed(singleKeys.write((Write<R>) call.request()));
    }

    /** Ends a call that was done together with others. */
    static <R> void done(Call<R> call, boolean changed) {
        call.succeed(((Write<R>) call.request()).result(changed));
    }

    private void separately(Call<?> call) {
        if (lockedRows.isUnsettled(call.key())) { // by one of those before it
            call.fail(refusals.unsettled());
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
