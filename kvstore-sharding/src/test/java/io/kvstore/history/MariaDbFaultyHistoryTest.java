package io.kvstore.history;

import io.kvstore.engines.Engine;

class MariaDbFaultyHistoryTest extends FaultyHistoryContract {

    MariaDbFaultyHistoryTest() {
        super(Engine.MARIADB);
    }
}
