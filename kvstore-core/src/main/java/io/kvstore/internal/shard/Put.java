package io.kvstore.internal.shard;

import io.kvstore.internal.lane.Call;
import io.kvstore.internal.lane.Lane;
import io.kvstore.internal.shard.ManyKeys.Row;
import org.jspecify.annotations.Nullable;

/** A caller's put. */
final class Put extends Call<Put, Void> {

    private final Row row;

    Put(Lane<Put> lane, byte[] key, byte[] value, @Nullable Long ttl) {
        super(lane, key, key.length + value.length);
        this.row = new Row(key, value, ttl);
    }

    @Override
    protected int weight() {
        return row.bytes() + Packet.PER_ROW;
    }

    Row row() {
        return row;
    }

    @SuppressWarnings("NullAway") // there is no value of type Void
    void done() {
        succeed(null);
    }
}
