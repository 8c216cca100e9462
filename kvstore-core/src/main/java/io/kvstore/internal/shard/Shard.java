package io.kvstore.internal.shard;

import io.kvstore.KvAdmin;
import io.kvstore.KvConfig;
import io.kvstore.ReapTarget;
import io.kvstore.ShardConfig;
import io.kvstore.internal.endpoint.Endpoint;
import io.kvstore.internal.endpoint.Errors;
import io.kvstore.internal.engine.Dialects;
import io.kvstore.internal.execution.Execution;
import io.kvstore.internal.execution.ManyKeys;
import io.kvstore.internal.execution.Packet;
import io.kvstore.internal.execution.SingleKeys;
import io.kvstore.internal.execution.UnknownWrites;
import io.kvstore.internal.expired.Expired;
import io.kvstore.internal.lane.BlockedKeys;
import io.kvstore.internal.lane.Call;
import io.kvstore.internal.lane.Completions;
import io.kvstore.internal.lane.Context;
import io.kvstore.internal.lane.KeyOrder;
import io.kvstore.internal.lane.Request;
import io.kvstore.internal.lane.Target;
import io.kvstore.internal.lane.Workers;
import io.kvstore.internal.rowlock.LockedRows;
import io.kvstore.internal.rowlock.RowLocks;
import io.kvstore.internal.shared.PausedReads;
import io.kvstore.internal.sql.Dialect;
import io.kvstore.internal.sql.Statements;
import java.util.concurrent.ScheduledExecutorService;

/** One shard, put together from its parts. Thread-safe. */
public final class Shard implements Target, AutoCloseable {

    private final String name;
    private final Endpoint endpoint;
    private final UnknownWrites unknownWrites;
    private final PausedReads paused;
    private final LockedRows lockedRows;
    private final Lanes lanes;
    private final Expired expired;
    private final ShardAdmin admin;

    /**
     * Opens no connection yet.
     *
     * @param layout the layout of the ring, which is stored in the shard
     * @param order keeps asynchronous calls on one key in order
     * @param workers run statements for callers that cannot
     * @param completions complete futures
     */
    public Shard(
            ShardConfig shard,
            KvConfig config,
            String layout,
            ScheduledExecutorService housekeeping,
            KeyOrder order,
            Workers workers,
            Completions completions) {
        name = shard.name();
        Dialect dialect = Dialects.of(shard);
        Statements sql = dialect.statements(config.namespace());
        Errors errors = new Errors(name, dialect::advice);
        endpoint = new Endpoint(shard, config, layout, dialect, errors, workers, housekeeping);
        BlockedKeys blocked = new BlockedKeys();
        unknownWrites = new UnknownWrites(blocked, errors, workers, housekeeping);
        Execution execution = Execution.of(name, dialect.driver().database(), endpoint, errors, unknownWrites, config);
        Packet packet = new Packet(() -> endpoint.facts().maxAllowedPacket());
        ManyKeys manyKeys = new ManyKeys(execution, sql, config.batchBytes());
        SingleKeys singleKeys = new SingleKeys(execution, manyKeys, dialect, sql, packet);
        lockedRows = new LockedRows(
                new RowLocks(execution, dialect, sql),
                blocked,
                errors,
                config.pool().lockWaitTimeout(),
                workers,
                housekeeping);
        paused = new PausedReads(errors, config.pool().lockWaitTimeout(), housekeeping);
        lanes = new Lanes(
                errors,
                singleKeys,
                manyKeys,
                paused,
                lockedRows,
                blocked,
                dialect,
                sql,
                packet,
                config,
                order,
                workers,
                completions);
        expired = new Expired(name, execution, sql, packet, config);
        admin = new ShardAdmin(name, execution, dialect, expired, config.namespace());
    }

    /** Connects, and creates and verifies the tables. Throws if the shard cannot be reached or is unfit. */
    public void open() {
        endpoint.open();
    }

    public String name() {
        return name;
    }

    @Override
    public <R> Call<R> call(Request<R> request, Context context) {
        return lanes.call(request, context);
    }

    /** Fails asynchronous calls whose deadline has passed. */
    public void sweep() {
        lanes.sweep();
    }

    /** Whether no call is in flight, nor waits for room. */
    public boolean isIdle() {
        return lanes.isIdle();
    }

    public ReapTarget expired() {
        return expired;
    }

    public ShardAdmin admin() {
        return admin;
    }

    public KvAdmin.Pool poolFigures() {
        return endpoint.figures();
    }

    @Override
    public void close() {
        endpoint.close();
        paused.close();
        lockedRows.close();
        unknownWrites.close();
    }
}
