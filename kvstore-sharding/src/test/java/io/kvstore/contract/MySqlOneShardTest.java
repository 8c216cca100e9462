package io.kvstore.contract;

import io.kvstore.engines.Engine;
import io.kvstore.engines.NeedsMySql;

@NeedsMySql
class MySqlOneShardTest extends KvStoreContract {

    MySqlOneShardTest() {
        super(Engine.MYSQL, 1);
    }
}
