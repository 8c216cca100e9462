package io.kvstore.contract;

import io.kvstore.AsyncKvStore;
import io.kvstore.Codec;
import io.kvstore.KvAdmin;
import io.kvstore.KvOperations;
import io.kvstore.KvStore;
import io.kvstore.KvView;
import io.kvstore.Reaper;
import java.time.Duration;
import java.util.concurrent.Executor;

/** A store that makes every call through its asynchronous view. */
final class JoinedStore extends JoinedView<byte[]> implements KvStore {

    private final KvStore store;

    JoinedStore(KvStore store) {
        super(store.async());
        this.store = store;
    }

    @Override
    public KvView with(Duration deadline) {
        return store.with(deadline);
    }

    @Override
    public <V> KvOperations<V> as(Codec<V> codec) {
        return new JoinedView<>(store.async().as(codec));
    }

    @Override
    public AsyncKvStore async() {
        return store.async();
    }

    @Override
    public AsyncKvStore async(Executor executor) {
        return store.async(executor);
    }

    @Override
    public long increment(String key, long delta) {
        return join(store.async().increment(key, delta));
    }

    @Override
    public long increment(String key, long delta, Duration ttl) {
        return join(store.async().increment(key, delta, ttl));
    }

    @Override
    public Reaper reaper() {
        return store.reaper();
    }

    @Override
    public KvAdmin admin() {
        return store.admin();
    }

    @Override
    public void close() {
        store.close();
    }
}
