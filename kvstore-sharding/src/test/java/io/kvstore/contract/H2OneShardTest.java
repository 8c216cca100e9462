package io.kvstore.contract;

import io.kvstore.engines.Engine;

class H2OneShardTest extends KvStoreContract {

    H2OneShardTest() {
        super(Engine.H2, 1);
    }
}
