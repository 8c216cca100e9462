package io.kvstore.internal.shard;

import io.kvstore.internal.lane.Call;
import io.kvstore.internal.lane.Lane;

/** A caller's delete. */
final class Delete extends Call<Delete, Boolean> {

    Delete(Lane<Delete> lane, byte[] key) {
        super(lane, key, key.length);
    }
}
