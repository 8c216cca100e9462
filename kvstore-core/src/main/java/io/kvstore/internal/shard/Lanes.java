package io.kvstore.internal.shard;

import io.kvstore.Entry;
import io.kvstore.KvConfig;
import io.kvstore.Ttl;
import io.kvstore.internal.lane.Call;
import io.kvstore.internal.lane.InFlight;
import io.kvstore.internal.lane.KeyOrder;
import io.kvstore.internal.lane.Lane;
import io.kvstore.internal.lane.LaneGroup;
import io.kvstore.internal.lane.Statement;
import io.kvstore.internal.sql.Dialect;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of one shard, through which each call on a key goes: reads; puts, deletes and conditional writes. Each
 * method makes a call, which is then run or submitted. Keys are stored keys; a time-to-live is in ms, null for never.
 * Thread-safe.
 */
public final class Lanes {

    private final SingleKeys keys;
    private final Lane<Read<?>> reads;
    private final List<Lane<Put>> puts;
    private final List<Lane<Delete>> deletes;
    private final List<Lane<Conditional>> conditionals;

    Lanes(Errors errors, SingleKeys keys, ManyKeys manyKeys, Dialect dialect, KvConfig config, Executor workers) {
        this.keys = keys;
        int rows = config.batchRows();
        int bytes = config.batchBytes();
        InFlight inFlight = new InFlight(
                config.backpressure().maxCalls(),
                config.backpressure().maxBytes(),
                config.backpressure().maxWait(),
                errors);
        LaneGroup group =
                new LaneGroup(inFlight, new KeyOrder(), workers, config.lanes().patience(), bytes);
        int writers = config.lanes().writes();
        reads = new Lane<>(
                new SharedReads(keys, manyKeys, errors.ofReads(), rows, bytes),
                config.lanes().reads(),
                group);
        puts = lanes(new SharedPuts(keys, manyKeys, errors, rows), writers, group);
        deletes = lanes(
                new SharedDeletes(keys, manyKeys, errors, dialect.tellsDeletesApart() ? rows : 1), writers, group);
        conditionals = lanes(new Conditional.Alone(errors), config.lanes().conditionals(), group);
    }

    /** Lanes of one statement each: what is written to a key is written in order. */
    private static <C extends Call<C, ?>> List<Lane<C>> lanes(Statement<C> statement, int count, LaneGroup group) {
        return Stream.generate(() -> new Lane<>(statement, 1, group))
                .limit(count)
                .toList();
    }

    /** A key always takes the same lane: by the last byte of its position, for the first ones decide on the shard. */
    private static <C extends Call<C, ?>> Lane<C> of(List<Lane<C>> lanes, byte[] key) {
        return lanes.get((key[7] & 0xff) % lanes.size());
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
        return new Put(of(puts, key), key, value, ttl);
    }

    public Call<?, Boolean> delete(byte[] key) {
        return new Delete(of(deletes, key), key);
    }

    public Call<?, Boolean> putIfAbsent(byte[] key, byte[] value, @Nullable Long ttl) {
        return new Conditional(
                of(conditionals, key), key, key.length + value.length, () -> keys.putIfAbsent(key, value, ttl));
    }

    public Call<?, Boolean> compareAndSet(byte[] key, long expectedVersion, byte[] value, @Nullable Long ttl) {
        return new Conditional(
                of(conditionals, key),
                key,
                key.length + value.length,
                () -> keys.compareAndSet(key, expectedVersion, value, ttl));
    }

    public Call<?, Boolean> expire(byte[] key, @Nullable Long ttl) {
        return new Conditional(of(conditionals, key), key, key.length, () -> keys.expire(key, ttl));
    }

    /** Fails asynchronous calls that have waited too long. */
    public void sweep() {
        reads.sweep();
        Stream.of(puts, deletes, conditionals).flatMap(List::stream).forEach(Lane::sweep);
    }
}
