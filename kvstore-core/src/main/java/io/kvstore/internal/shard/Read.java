package io.kvstore.internal.shard;

import static java.util.Objects.requireNonNull;

import io.kvstore.Entry;
import io.kvstore.Ttl;
import io.kvstore.internal.lane.Call;
import io.kvstore.internal.lane.Lane;
import io.kvstore.internal.shard.ManyKeys.Found;
import io.kvstore.internal.sql.Columns;
import java.time.Duration;
import java.util.Optional;

/** A caller's read of one key. */
abstract sealed class Read<T> extends Call<Read<?>, Optional<T>> {

    private long heldAt; // when it first found its row held, in ns
    private boolean held;
    private int size; // of what it brought back, or is known to bring back

    private Read(Lane<Read<?>> lane, byte[] key) {
        super(lane, key, key.length);
    }

    /** How many bytes it brought back, or will, as far as that is known. */
    final int size() {
        return size;
    }

    @Override
    protected int weight() {
        return key().length + Packet.PER_KEY;
    }

    /** What it reads. */
    abstract Columns columns();

    /** Reads by a statement of its own. */
    abstract SingleKeys.Row<T> alone(SingleKeys keys);

    /** Takes what it asked for out of a row. */
    abstract T of(Found row);

    abstract int size(T result);

    final void found(Found row) {
        take(Optional.of(of(row)));
    }

    final void absent() {
        take(Optional.empty());
    }

    final void take(Optional<T> result) {
        size = result.map(this::size).orElse(0);
        brought(size);
        succeed(result);
    }

    /** It was not brought back this time, since its value is large. */
    final void again(int bytes) {
        size = bytes;
        again();
    }

    /** How long ago it found for the first time that another transaction holds its row. */
    final Duration heldFor() {
        long now = System.nanoTime();
        if (!held) {
            held = true;
            heldAt = now;
        }
        return Duration.ofNanos(now - heldAt);
    }

    static final class Get extends Read<byte[]> {

        Get(Lane<Read<?>> lane, byte[] key) {
            super(lane, key);
        }

        @Override
        Columns columns() {
            return Columns.VALUE;
        }

        @Override
        SingleKeys.Row<byte[]> alone(SingleKeys keys) {
            return keys.get(key());
        }

        @Override
        byte[] of(Found row) {
            return requireNonNull(row.value());
        }

        @Override
        int size(byte[] value) {
            return value.length;
        }
    }

    static final class GetEntry extends Read<Entry<byte[]>> {

        GetEntry(Lane<Read<?>> lane, byte[] key) {
            super(lane, key);
        }

        @Override
        Columns columns() {
            return Columns.ENTRY;
        }

        @Override
        SingleKeys.Row<Entry<byte[]>> alone(SingleKeys keys) {
            return keys.getEntry(key());
        }

        @Override
        Entry<byte[]> of(Found row) {
            return new Entry<>(requireNonNull(row.value()), row.version(), row.ttl());
        }

        @Override
        int size(Entry<byte[]> entry) {
            return entry.value().length;
        }
    }

    static final class GetTtl extends Read<Ttl> {

        GetTtl(Lane<Read<?>> lane, byte[] key) {
            super(lane, key);
        }

        @Override
        Columns columns() {
            return Columns.TTL;
        }

        @Override
        SingleKeys.Row<Ttl> alone(SingleKeys keys) {
            return keys.ttl(key());
        }

        @Override
        Ttl of(Found row) {
            return row.ttl();
        }

        @Override
        int size(Ttl ttl) {
            return 0;
        }
    }
}
