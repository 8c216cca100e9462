package io.kvstore.spi;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;

/** An implementation of {@link KvStore}, found by {@link java.util.ServiceLoader}. */
public interface KvStoreProvider {

    /**
     * Opens a store.
     *
     * @param config what to open
     * @return an open store, which the caller closes
     */
    KvStore open(KvConfig config);
}
