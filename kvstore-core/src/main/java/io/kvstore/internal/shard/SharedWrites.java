package io.kvstore.internal.shard;

import io.kvstore.KvServerException;
import io.kvstore.Outcome;
import io.kvstore.internal.lane.Call;
import io.kvstore.internal.lane.Refusals;
import io.kvstore.internal.lane.Statement;
import java.util.List;

/** Writes of several callers in one round trip, where nobody suffers for another's fault. Thread-safe. */
abstract class SharedWrites<C extends Call<C, ?>> implements Statement<C> {

    private final Refusals refusals;
    private final Packet packet;
    private final int maxCalls;

    SharedWrites(Refusals refusals, Packet packet, int maxCalls) {
        this.refusals = refusals;
        this.packet = packet;
        this.maxCalls = maxCalls;
    }

    /** Does one call, by a statement of its own. */
    abstract void alone(C call);

    /** Does several: all of them, or none and throws. */
    abstract void together(List<C> calls);

    @Override
    public final int maxCalls() {
        return maxCalls;
    }

    @Override
    public final long maxBytes() {
        return packet.shared();
    }

    @Override
    public final Refusals refusals() {
        return refusals;
    }

    /** Does calls together; if the server refused that, and nothing happened, one by one, each with its own error. */
    @Override
    public final void run(List<C> calls) {
        if (calls.size() == 1) {
            alone(calls.get(0));
            return;
        }
        try {
            together(calls);
        } catch (KvServerException e) {
            if (e.outcome() != Outcome.NOT_APPLIED) {
                throw e;
            }
            calls.forEach(this::separately);
        }
    }

    private void separately(C call) {
        try {
            Uninterrupted.call(() -> {
                alone(call);
                return call;
            });
        } catch (RuntimeException e) {
            call.fail(e);
        }
    }
}
