package io.kvstore.adapter.session;

import io.kvstore.engines.Engine;

class H2SessionRaceTest extends SessionRaceContract {

    H2SessionRaceTest() {
        super(Engine.H2);
    }
}
