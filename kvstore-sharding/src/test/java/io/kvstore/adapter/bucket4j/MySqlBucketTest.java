package io.kvstore.adapter.bucket4j;

import io.kvstore.engines.Engine;
import io.kvstore.engines.NeedsMySql;

@NeedsMySql
class MySqlBucketTest extends BucketContract {

    MySqlBucketTest() {
        super(Engine.MYSQL);
    }
}
