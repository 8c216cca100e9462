package io.kvstore.adapter.session;

import io.kvstore.engines.Engine;

class H2SessionTest extends SessionContract {

    H2SessionTest() {
        super(Engine.H2);
    }
}
