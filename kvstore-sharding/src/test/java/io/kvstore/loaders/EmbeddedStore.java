package io.kvstore.loaders;

import io.kvstore.Codec;
import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import java.util.concurrent.Callable;

/** Puts a value into an embedded store and reads it. Loaded by the class loader under test. */
public final class EmbeddedStore implements Callable<String> {

    @Override
    public String call() {
        try (KvStore store = KvStore.open(KvConfig.embedded(2).build())) {
            store.as(Codec.string()).put("k", "found");
            return store.as(Codec.string()).get("k").orElseThrow();
        }
    }
}
