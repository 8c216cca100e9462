package io.kvstore.internal.shard;

import io.kvstore.Entry;
import io.kvstore.Ttl;
import io.kvstore.internal.lane.Call;
import io.kvstore.internal.lane.Lane;
import io.kvstore.internal.shard.ManyKeys.Found;
import io.kvstore.internal.sql.Columns;
import java.util.Optional;

/** A caller's read of one key. */
abstract sealed class Read<T> extends Call<Read<?>, Optional<T>> {

    private Read(Lane<Read<?>> lane, byte[] key) {
        super(lane, key, key.length);
    }

    @Override
    protected int weight() {
        return key().length + Packet.PER_KEY;
    }

    /** What it reads. */
    abstract Columns columns();

    /** Reads by a statement of its own. */
    abstract Optional<T> alone(SingleKeys keys);

    /** Takes what it asked for out of a row. */
    abstract T of(Found row);

    final void found(Found row) {
        succeed(Optional.of(of(row)));
    }

    final void absent() {
        succeed(Optional.empty());
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
        Optional<byte[]> alone(SingleKeys keys) {
            return keys.get(key());
        }

        @Override
        byte[] of(Found row) {
            return row.value();
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
        Optional<Entry<byte[]>> alone(SingleKeys keys) {
            return keys.getEntry(key());
        }

        @Override
        Entry<byte[]> of(Found row) {
            return new Entry<>(row.value(), row.version(), row.ttl());
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
        Optional<Ttl> alone(SingleKeys keys) {
            return keys.ttl(key());
        }

        @Override
        Ttl of(Found row) {
            return row.ttl();
        }
    }
}
