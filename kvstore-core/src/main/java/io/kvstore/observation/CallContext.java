package io.kvstore.observation;

import io.kvstore.Operation;
import io.micrometer.common.KeyValue;
import org.jspecify.annotations.Nullable;

/** What is known of one call, or of one batch. */
public final class CallContext extends KvContext {

    private final @Nullable String shard;

    CallContext(Operation operation, @Nullable String shard) {
        super(operation);
        this.shard = shard;
    }

    @Override
    public String shard() {
        return shard == null ? KeyValue.NONE_VALUE : shard;
    }
}
