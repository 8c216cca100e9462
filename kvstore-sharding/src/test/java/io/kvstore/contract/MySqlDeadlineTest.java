package io.kvstore.contract;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.engines.Engine;
import io.kvstore.engines.NeedsMySql;

@NeedsMySql
class MySqlDeadlineTest extends KvStoreContract {

    MySqlDeadlineTest() {
        super(Engine.MYSQL, 2);
    }

    @Override
    KvStore open(KvConfig config) {
        return DeadlineStore.of(super.open(config));
    }
}
