package io.kvstore.internal.shard;

import io.kvstore.Entry;
import io.kvstore.KvConfig;
import io.kvstore.LaneConfig;
import io.kvstore.Ttl;
import io.kvstore.internal.lane.BlockedKeys;
import io.kvstore.internal.lane.Call;
import io.kvstore.internal.lane.Completions;
import io.kvstore.internal.lane.InFlight;
import io.kvstore.internal.lane.KeyOrder;
import io.kvstore.internal.lane.Lane;
import io.kvstore.internal.lane.LaneGroup;
import io.kvstore.internal.lane.Slots;
import io.kvstore.internal.lane.Workers;
import io.kvstore.internal.sql.Dialect;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of one shard, through which each call on a key goes: reads; puts, deletes and conditional writes. Each
 * method makes a call, which is then run or submitted. Keys are stored keys; a time-to-live is in ms, null for never.
 * Thread-safe.
 */
public final class Lanes {

    private final SingleKeys keys;
    private final LaneGroup group;
    private final Lane<Read<?>> reads;
    private final Lane<Put> puts;
    private final Lane<Delete> deletes;
    private final Lane<Conditional> conditionals;

    Lanes(
            Errors errors,
            SingleKeys keys,
            ManyKeys manyKeys,
            PausedReads paused,
            LockedRows lockedRows,
            BlockedKeys blocked,
            Dialect dialect,
            Packet packet,
            KvConfig config,
            Workers workers,
            Completions completions) {
        this.keys = keys;
        int rows = config.batchRows();
        int bytes = config.batchBytes();
        InFlight inFlight = new InFlight(
                config.backpressure().maxCalls(),
                config.backpressure().maxBytes(),
                config.backpressure().maxWait(),
                errors);
        group = new LaneGroup(
                inFlight, new KeyOrder(), workers, completions, config.lanes().patience(), bytes, blocked);
        ValueSizes sizes = new ValueSizes(rows, bytes, config.maxValueBytes());
        SharedReads sharedReads = new SharedReads(keys, manyKeys, paused, errors.ofReads(), packet, sizes, bytes);
        SharedPuts sharedPuts = new SharedPuts(keys, manyKeys, lockedRows, errors, packet, rows);
        SharedDeletes sharedDeletes =
                new SharedDeletes(keys, manyKeys, lockedRows, errors, packet, dialect.tellsDeletesApart() ? rows : 1);
        LaneConfig most = config.lanes();
        Slots writes = new Slots(most.writesTogether(config.pool().maxConnections()));
        reads = new Lane<>(sharedReads, most.reads(), group.withBlocked(paused.keys()));
        paused.keys().heededBy(reads);
        puts = new Lane<>(sharedPuts, most.writes(), writes, group);
        deletes = new Lane<>(sharedDeletes, most.writes(), writes, group);
        inFlight.onRoom(reads::reopen);
        conditionals =
                new Lane<>(new Conditional.Alone(lockedRows, errors, packet), most.conditionals(), writes, group);
        List.of(puts, deletes, conditionals).forEach(blocked::heededBy);
    }

    public Call<?, Optional<byte[]>> get(byte[] key) {
        return new Read.Get(reads, key);
    }

    public Call<?, Optional<Entry<byte[]>>> getEntry(byte[] key) {
        return new Read.GetEntry(reads, key);
    }

    public Call<?, Optional<Ttl>> ttl(byte[] key) {
        return new Read.GetTtl(reads, key);
    }

    public Call<?, Void> put(byte[] key, byte[] value, @Nullable Long ttl) {
        return new Put(puts, key, value, ttl);
    }

    public Call<?, Boolean> delete(byte[] key) {
        return new Delete(deletes, key);
    }

    public Call<?, Boolean> putIfAbsent(byte[] key, byte[] value, @Nullable Long ttl) {
        return new Conditional(conditionals, key, key.length + value.length, () -> keys.putIfAbsent(key, value, ttl));
    }

    public Call<?, Boolean> compareAndSet(byte[] key, long expectedVersion, byte[] value, @Nullable Long ttl) {
        return new Conditional(
                conditionals,
                key,
                key.length + value.length,
                () -> keys.compareAndSet(key, expectedVersion, value, ttl));
    }

    public Call<?, Boolean> expire(byte[] key, @Nullable Long ttl) {
        return new Conditional(conditionals, key, key.length, () -> keys.expire(key, ttl));
    }

    /** Fails asynchronous calls that have waited too long. */
    public void sweep() {
        group.sweep();
        reads.sweep();
        puts.sweep();
        deletes.sweep();
        conditionals.sweep();
    }
}
