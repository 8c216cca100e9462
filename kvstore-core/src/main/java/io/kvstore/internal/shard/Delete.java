package io.kvstore.internal.shard;

import io.kvstore.internal.lane.Call;
import io.kvstore.internal.lane.Lane;

/** A caller's delete. */
final class Delete extends Call<Delete, Boolean> {

    Delete(Lane<Delete> lane, byte[] key) {
        super(lane, key, key.length);
    }

    /** Its key stands in the text twice, as hex. */
    @Override
    protected int weight() {
        return 2 * (2 * key().length + Packet.PER_KEY);
    }
}
