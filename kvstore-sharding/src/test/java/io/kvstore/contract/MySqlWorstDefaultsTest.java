package io.kvstore.contract;

import io.kvstore.engines.Engine;
import io.kvstore.engines.NeedsMySql;
import java.util.Map;

@NeedsMySql
class MySqlWorstDefaultsTest extends WorstDefaultsContract {

    MySqlWorstDefaultsTest() {
        super(
                Engine.MYSQL,
                "NO_AUTO_VALUE_ON_ZERO,TIME_TRUNCATE_FRACTIONAL",
                Map.of("range_optimizer_max_mem_size", "1"));
    }
}
