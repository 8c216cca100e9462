package io.kvstore.contract;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.engines.Engine;

class MariaDbAsyncTest extends KvStoreContract {

    MariaDbAsyncTest() {
        super(Engine.MARIADB, 2);
    }

    @Override
    KvStore open(KvConfig config) {
        return new JoinedStore(super.open(config));
    }
}
