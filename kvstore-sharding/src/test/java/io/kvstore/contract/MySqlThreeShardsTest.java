package io.kvstore.contract;

import io.kvstore.engines.Engine;
import io.kvstore.engines.NeedsMySql;

@NeedsMySql
class MySqlThreeShardsTest extends KvStoreContract {

    MySqlThreeShardsTest() {
        super(Engine.MYSQL, 3);
    }
}
