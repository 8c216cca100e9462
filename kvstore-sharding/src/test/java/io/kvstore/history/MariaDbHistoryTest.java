package io.kvstore.history;

import io.kvstore.engines.Engine;

class MariaDbHistoryTest extends HistoryContract {

    MariaDbHistoryTest() {
        super(Engine.MARIADB);
    }
}
