package io.kvstore.adapter.cache;

import io.kvstore.engines.Engine;
import io.kvstore.engines.NeedsMySql;

@NeedsMySql
class MySqlCacheTest extends CacheContract {

    MySqlCacheTest() {
        super(Engine.MYSQL);
    }
}
