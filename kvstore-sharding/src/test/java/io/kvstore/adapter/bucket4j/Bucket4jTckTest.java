package io.kvstore.adapter.bucket4j;

import io.github.bucket4j.tck.AbstractDistributedBucketTest;
import io.github.bucket4j.tck.ProxyManagerSpec;
import io.kvstore.KvStore;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bucket4j's own tests for stores of buckets, on H2 and MySQL. */
@ExtendWith(LeakCheck.class)
class Bucket4jTckTest extends AbstractDistributedBucketTest {

    private static final List<KvStore> STORES = new ArrayList<>();

    @BeforeAll
    static void open() {
        specs = new ArrayList<>();
        for (Engine engine : Engine.available()) {
            if (engine != Engine.MARIADB) {
                KvStore store = KvStore.open(engine.newStore(2).build());
                STORES.add(store);
                specs.add(new ProxyManagerSpec<>(
                                engine.name(),
                                () -> UUID.randomUUID().toString(),
                                () -> KvStoreProxyManager.builder(store))
                        .checkExpiration());
            }
        }
    }

    @AfterAll
    static void close() {
        STORES.forEach(KvStore::close);
    }
}
