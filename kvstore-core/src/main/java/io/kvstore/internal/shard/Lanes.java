package io.kvstore.internal.shard;

import io.kvstore.KvConfig;
import io.kvstore.LaneConfig;
import io.kvstore.internal.endpoint.Errors;
import io.kvstore.internal.execution.ManyKeys;
import io.kvstore.internal.execution.Packet;
import io.kvstore.internal.execution.SingleKeys;
import io.kvstore.internal.lane.BlockedKeys;
import io.kvstore.internal.lane.Call;
import io.kvstore.internal.lane.Completions;
import io.kvstore.internal.lane.Context;
import io.kvstore.internal.lane.InFlight;
import io.kvstore.internal.lane.KeyOrder;
import io.kvstore.internal.lane.Lane;
import io.kvstore.internal.lane.LaneGroup;
import io.kvstore.internal.lane.Request;
import io.kvstore.internal.lane.Slots;
import io.kvstore.internal.lane.Target;
import io.kvstore.internal.lane.Workers;
import io.kvstore.internal.request.Put;
import io.kvstore.internal.request.Read;
import io.kvstore.internal.request.Write;
import io.kvstore.internal.rowlock.LockedRows;
import io.kvstore.internal.shared.PausedReads;
import io.kvstore.internal.shared.SharedConditionals;
import io.kvstore.internal.shared.SharedPuts;
import io.kvstore.internal.shared.SharedReads;
import io.kvstore.internal.shared.SharedWrites;
import io.kvstore.internal.shared.ValueSizes;
import io.kvstore.internal.sql.Dialect;
import io.kvstore.internal.sql.Returning;
import io.kvstore.internal.sql.Statements;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The lanes of one shard: one for reads, one for puts, and one for each kind of conditional write. Every call on a key
 * uses one. Thread-safe.
 */
final class Lanes implements Target {

    private final LaneGroup group;
    private final Lane reads;
    private final Lane puts;
    private final Map<Class<?>, Lane> conditionals = new ConcurrentHashMap<>();
    private final Function<Write<?>, Lane> newConditionals;

    Lanes(
            Errors errors,
            SingleKeys keys,
            ManyKeys manyKeys,
            PausedReads paused,
            LockedRows lockedRows,
            BlockedKeys blocked,
            Dialect dialect,
            Statements sql,
            Packet packet,
            KvConfig config,
            KeyOrder order,
            Workers workers,
            Completions completions) {
        int rows = config.batchRows();
        int bytes = config.batchBytes();
        InFlight inFlight = new InFlight(
                config.backpressure().maxCalls(),
                config.backpressure().maxBytes(),
                config.backpressure().maxWait(),
                errors);
        group = new LaneGroup(inFlight, order, workers, completions, bytes, blocked);
        ValueSizes sizes = new ValueSizes(rows, bytes, config.maxValueBytes());
        SharedReads sharedReads = new SharedReads(keys, manyKeys, paused, errors.ofReads(), packet, sizes, bytes);
        ValueSizes none = ValueSizes.none(rows);
        SharedWrites sharedPuts =
                new SharedWrites(keys, lockedRows, errors, packet, none, new SharedPuts(manyKeys)::run);
        LaneConfig most = config.lanes();
        Slots writes = new Slots(most.writesTogether(config.pool().maxConnections()));
        reads = new Lane(sharedReads, most.reads(), group.withBlocked(paused.keys()));
        paused.keys().heededBy(reads);
        puts = new Lane(sharedPuts, most.writes(), writes, group);
        blocked.heededBy(puts);
        int together = dialect.tellsWritesApart() ? rows : 1;
        newConditionals = request -> {
            ValueSizes returned = request.text(sql).returning() == Returning.ENTRY
                    ? new ValueSizes(together, bytes, config.maxValueBytes())
                    : ValueSizes.none(together);
            SharedWrites shared = new SharedWrites(
                    keys,
                    lockedRows,
                    errors,
                    packet,
                    returned,
                    new SharedConditionals(manyKeys, returned, packet)::run);
            Lane lane = new Lane(shared, most.conditionals(), writes, group);
            blocked.heededBy(lane);
            inFlight.onRoom(lane);
            return lane;
        };
        inFlight.onRoom(reads);
    }

    @Override
    public <R> Call<R> call(Request<R> request, Context context) {
        return new Call<>(lane(request), request, context);
    }

    private Lane lane(Request<?> request) {
        if (request instanceof Read) {
            return reads;
        }
        if (request instanceof Put) {
            return puts;
        }
        return conditionals.computeIfAbsent(request.getClass(), kind -> newConditionals.apply((Write<?>) request));
    }

    boolean isIdle() {
        return group.inFlight().isIdle();
    }

    /** Fails asynchronous calls whose deadline has passed. */
    public void sweep() {
        group.sweep();
        reads.sweep();
        puts.sweep();
        conditionals.values().forEach(Lane::sweep);
    }
}
