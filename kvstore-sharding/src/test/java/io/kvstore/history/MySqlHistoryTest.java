package io.kvstore.history;

import io.kvstore.engines.Engine;
import io.kvstore.engines.NeedsMySql;

@NeedsMySql
class MySqlHistoryTest extends HistoryContract {

    MySqlHistoryTest() {
        super(Engine.MYSQL);
    }
}
