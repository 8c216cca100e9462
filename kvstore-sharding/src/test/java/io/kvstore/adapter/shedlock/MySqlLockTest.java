package io.kvstore.adapter.shedlock;

import io.kvstore.engines.Engine;
import io.kvstore.engines.NeedsMySql;

@NeedsMySql
class MySqlLockTest extends LockContract {

    MySqlLockTest() {
        super(Engine.MYSQL);
    }
}
