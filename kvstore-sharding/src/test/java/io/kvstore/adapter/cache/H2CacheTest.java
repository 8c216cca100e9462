package io.kvstore.adapter.cache;

import io.kvstore.engines.Engine;

class H2CacheTest extends CacheContract {

    H2CacheTest() {
        super(Engine.H2);
    }
}
