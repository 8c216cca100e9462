package io.kvstore.contract;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.engines.Engine;

class H2DeadlineTest extends KvStoreContract {

    H2DeadlineTest() {
        super(Engine.H2, 2);
    }

    @Override
    KvStore open(KvConfig config) {
        return DeadlineStore.of(super.open(config));
    }
}
