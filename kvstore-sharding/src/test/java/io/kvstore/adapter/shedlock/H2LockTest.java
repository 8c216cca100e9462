package io.kvstore.adapter.shedlock;

import io.kvstore.engines.Engine;

class H2LockTest extends LockContract {

    H2LockTest() {
        super(Engine.H2);
    }
}
