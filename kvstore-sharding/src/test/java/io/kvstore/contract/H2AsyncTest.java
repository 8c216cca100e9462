package io.kvstore.contract;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.engines.Engine;

class H2AsyncTest extends KvStoreContract {

    H2AsyncTest() {
        super(Engine.H2, 2);
    }

    @Override
    KvStore open(KvConfig config) {
        return new JoinedStore(super.open(config));
    }
}
