package io.kvstore.contract;

import io.kvstore.engines.Engine;
import java.util.Map;

class MariaDbWorstDefaultsTest extends WorstDefaultsContract {

    MariaDbWorstDefaultsTest() {
        super(
                Engine.MARIADB,
                "SIMULTANEOUS_ASSIGNMENT,EMPTY_STRING_IS_NULL,TIME_ROUND_FRACTIONAL",
                Map.of(
                        "in_predicate_conversion_threshold", "2",
                        "optimizer_max_sel_arg_weight", "1",
                        "innodb_snapshot_isolation", "1",
                        "old_mode", "'IGNORE_INDEX_ONLY_FOR_JOIN'"));
    }
}
