package io.kvstore.loaders;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import java.util.concurrent.Callable;

/** Opens a store at the URL of the system property {@code test.url}. Loaded by the class loader under test. */
public final class StoreAtAUrl implements Callable<String> {

    @Override
    public String call() {
        KvConfig config = KvConfig.builder()
                .shard("a", System.getProperty("test.url"), "sa", "")
                .build();
        try (KvStore store = KvStore.open(config)) {
            return store.toString();
        }
    }
}
