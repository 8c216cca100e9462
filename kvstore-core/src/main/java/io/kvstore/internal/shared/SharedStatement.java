package io.kvstore.internal.shared;

import io.kvstore.internal.execution.Packet;
import io.kvstore.internal.lane.Call;
import io.kvstore.internal.lane.Refusals;
import io.kvstore.internal.lane.Statement;

/** What bounds a statement of several callers: the server's packet, and the sizes of the values that it brings back. */
abstract class SharedStatement implements Statement {

    final Packet packet;
    final ValueSizes sizes;
    private final Refusals refusals;

    SharedStatement(Packet packet, ValueSizes sizes, Refusals refusals) {
        this.packet = packet;
        this.sizes = sizes;
        this.refusals = refusals;
    }

    @Override
    public final int maxCalls() {
        return sizes.maxCalls();
    }

    @Override
    public final int maxCalls(Call<?> call) {
        return sizes.maxCalls(call.size());
    }

    @Override
    public final long maxBytes() {
        return packet.shared();
    }

    @Override
    public final int brings() {
        return sizes.expected();
    }

    @Override
    public final Refusals refusals() {
        return refusals;
    }
}
