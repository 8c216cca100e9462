package io.kvstore.contract;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.engines.Engine;
import io.kvstore.engines.NeedsMySql;

@NeedsMySql
class MySqlAsyncTest extends KvStoreContract {

    MySqlAsyncTest() {
        super(Engine.MYSQL, 2);
    }

    @Override
    KvStore open(KvConfig config) {
        return new JoinedStore(super.open(config));
    }
}
