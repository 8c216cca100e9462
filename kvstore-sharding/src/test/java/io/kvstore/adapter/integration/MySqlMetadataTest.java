package io.kvstore.adapter.integration;

import io.kvstore.engines.Engine;
import io.kvstore.engines.NeedsMySql;

@NeedsMySql
class MySqlMetadataTest extends MetadataContract {

    MySqlMetadataTest() {
        super(Engine.MYSQL);
    }
}
