package io.kvstore.sharding.internal;

import io.kvstore.AsyncKvStore;
import io.kvstore.Codec;
import io.kvstore.KvOperations;
import io.kvstore.KvView;
import io.kvstore.internal.key.Keys;
import io.kvstore.internal.key.Ttls;
import io.kvstore.internal.key.Values;
import io.kvstore.internal.request.Increment;
import java.time.Duration;
import java.util.concurrent.Executor;

/** A view of bytes, which makes the others. */
class ByteView extends SyncView<byte[]> implements KvView {

    private final Shards shards;

    ByteView(Shards shards, Caller caller, Values<byte[]> values) {
        super(caller, values);
        this.shards = shards;
    }

    @Override
    public KvView with(Duration deadline) {
        return new ByteView(shards, caller.with(shards.within(deadline)), values);
    }

    @Override
    public <V> KvOperations<V> as(Codec<V> codec) {
        return new SyncView<>(caller, values.as(codec));
    }

    @Override
    public AsyncKvStore async() {
        return async(shards.completions());
    }

    @Override
    public AsyncKvStore async(Executor executor) {
        shards.checkOpen();
        shards.sweep();
        return AsyncView.ofBytes(caller, executor, values);
    }

    @Override
    public long increment(String key, long delta) {
        return run(new Increment(Keys.stored(key), delta, null));
    }

    @Override
    public long increment(String key, long delta, Duration ttl) {
        return run(new Increment(Keys.stored(key), delta, Ttls.millis(ttl)));
    }
}
