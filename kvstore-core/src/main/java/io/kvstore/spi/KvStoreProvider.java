package io.kvstore.spi;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;

/** An implementation of {@link KvStore}. {@link java.util.ServiceLoader} finds it. */
public interface KvStoreProvider {

    /**
     * Opens a store.
     *
     * @param config the configuration
     * @return an open store; the caller closes it
     */
    KvStore open(KvConfig config);
}
