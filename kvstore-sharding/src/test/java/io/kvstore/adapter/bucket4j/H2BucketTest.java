package io.kvstore.adapter.bucket4j;

import io.kvstore.engines.Engine;

class H2BucketTest extends BucketContract {

    H2BucketTest() {
        super(Engine.H2);
    }
}
