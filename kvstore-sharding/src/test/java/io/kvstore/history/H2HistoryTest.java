package io.kvstore.history;

import io.kvstore.engines.Engine;

class H2HistoryTest extends HistoryContract {

    H2HistoryTest() {
        super(Engine.H2);
    }
}
