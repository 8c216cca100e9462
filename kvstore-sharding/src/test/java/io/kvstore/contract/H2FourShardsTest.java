package io.kvstore.contract;

import io.kvstore.engines.Engine;

class H2FourShardsTest extends KvStoreContract {

    H2FourShardsTest() {
        super(Engine.H2, 4);
    }
}
