package io.kvstore.sharding.internal;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.spi.KvStoreProvider;

/** The provider that {@link KvStore#open} finds. */
public final class ShardedKvStoreProvider implements KvStoreProvider {

    @Override
    public KvStore open(KvConfig config) {
        return ShardedKvStore.open(config);
    }
}
