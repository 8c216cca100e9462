package io.kvstore.contract;

import static java.util.Map.entry;

import io.kvstore.KvConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.Globals;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/**
 * The contract on a server whose defaults are all as bad as possible. A subclass adds the defaults of its own server.
 */
abstract class WorstDefaultsContract extends KvStoreContract {

    private static final Map<String, String> ON_BOTH = Map.ofEntries(
            entry("autocommit", "0"),
            entry("completion_type", "'CHAIN'"),
            entry("transaction_isolation", "'READ-UNCOMMITTED'"),
            entry("transaction_read_only", "1"),
            entry("time_zone", "'+05:30'"),
            entry("sql_select_limit", "1"),
            entry("max_join_size", "1"),
            entry("sql_safe_updates", "1"),
            entry("unique_checks", "0"),
            entry("foreign_key_checks", "0"),
            entry("lock_wait_timeout", "31536000"),
            entry("innodb_lock_wait_timeout", "100000000"),
            entry("net_write_timeout", "1"),
            entry("div_precision_increment", "0"),
            entry("eq_range_index_dive_limit", "1"),
            entry("sql_auto_is_null", "1"),
            entry("sql_buffer_result", "1"),
            entry("low_priority_updates", "1"));

    private static final String SQL_MODES = "ANSI_QUOTES,PIPES_AS_CONCAT,NO_BACKSLASH_ESCAPES,IGNORE_SPACE,"
            + "NO_UNSIGNED_SUBTRACTION,HIGH_NOT_PRECEDENCE,REAL_AS_FLOAT,PAD_CHAR_TO_FULL_LENGTH,ALLOW_INVALID_DATES";

    private final Map<String, String> worst = new HashMap<>(ON_BOTH);
    private Globals globals;

    WorstDefaultsContract(Engine engine, String sqlModes, Map<String, String> more) {
        super(engine, 1);
        worst.put("sql_mode", "'" + SQL_MODES + "," + sqlModes + "'");
        worst.putAll(more);
    }

    @Override
    KvConfig.Builder newStore(Engine engine, int shards) {
        KvConfig.Builder store = super.newStore(engine, shards);
        globals = new Globals(store.build().shards().get(0), worst);
        return store;
    }

    @AfterAll
    void restore() {
        globals.close();
    }
}
