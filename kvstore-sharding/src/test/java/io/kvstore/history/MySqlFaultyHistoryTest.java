package io.kvstore.history;

import io.kvstore.engines.Engine;
import io.kvstore.engines.NeedsMySql;

@NeedsMySql
class MySqlFaultyHistoryTest extends FaultyHistoryContract {

    MySqlFaultyHistoryTest() {
        super(Engine.MYSQL);
    }
}
