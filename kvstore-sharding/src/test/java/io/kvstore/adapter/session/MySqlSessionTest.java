package io.kvstore.adapter.session;

import io.kvstore.engines.Engine;
import io.kvstore.engines.NeedsMySql;

@NeedsMySql
class MySqlSessionTest extends SessionContract {

    MySqlSessionTest() {
        super(Engine.MYSQL);
    }
}
