package io.kvstore.adapter.integration;

import io.kvstore.engines.Engine;

class H2MetadataTest extends MetadataContract {

    H2MetadataTest() {
        super(Engine.H2);
    }
}
