package io.kvstore.contract;

import io.kvstore.engines.Engine;

class MariaDbOneShardTest extends KvStoreContract {

    MariaDbOneShardTest() {
        super(Engine.MARIADB, 1);
    }
}
