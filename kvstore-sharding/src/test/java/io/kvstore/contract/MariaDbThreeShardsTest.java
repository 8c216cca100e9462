package io.kvstore.contract;

import io.kvstore.engines.Engine;

class MariaDbThreeShardsTest extends KvStoreContract {

    MariaDbThreeShardsTest() {
        super(Engine.MARIADB, 3);
    }
}
