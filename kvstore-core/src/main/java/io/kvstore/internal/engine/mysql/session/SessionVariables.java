package io.kvstore.internal.engine.mysql.session;

import static io.kvstore.internal.engine.mysql.session.SessionVariable.given;
import static io.kvstore.internal.engine.mysql.session.SessionVariable.number;
import static io.kvstore.internal.engine.mysql.session.SessionVariable.text;

import io.kvstore.PoolConfig;
import io.kvstore.internal.engine.mysql.ServerVersion;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All session variables that can change what our statements mean, what they return, when they are committed, or how
 * long they wait. The table in docs/OPERATIONS.md has the reason for each.
 */
final class SessionVariables {

    private static final String ALL = "18446744073709551615";

    private static final Predicate<ServerVersion> MYSQL = ServerVersion::mySql;
    private static final Predicate<ServerVersion> MARIADB = ServerVersion::mariaDb;
    private static final Predicate<ServerVersion> OLD_NAMES = version -> version.mariaDb() && version.number() < 1101;

    private SessionVariables() {}

    static List<SessionVariable> of(PoolConfig pool) {
        return Stream.of(commit(), meaning(), results(), waits(pool))
                .flatMap(List::stream)
                .toList();
    }

    private static List<SessionVariable> commit() {
        return List.of(
                number("autocommit", 1),
                text("completion_type", "NO_CHAIN"),
                text("transaction_isolation", "READ-COMMITTED").on(OLD_NAMES.negate()),
                text("tx_isolation", "READ-COMMITTED").on(OLD_NAMES),
                number("transaction_read_only", 0).on(OLD_NAMES.negate()),
                number("tx_read_only", 0).on(OLD_NAMES),
                given("sql_log_bin", "@@session.sql_log_bin", "1"),
                given("gtid_next", "LEFT(@@session.gtid_next, 9)", "AUTOMATIC").on(MYSQL),
                given("skip_replication", "@@session.skip_replication", "0").on(MARIADB),
                given("server_id", "@@session.server_id = @@global.server_id", "1")
                        .on(MARIADB));
    }

    private static List<SessionVariable> meaning() {
        return List.of(
                text("sql_mode", "STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION"),
                text("time_zone", "+00:00"),
                // The clock must not stand still, and SYSDATE must not be an alias of NOW.
                new SessionVariable(
                        "timestamp",
                        "DEFAULT",
                        "ABS(TIMESTAMPDIFF(SECOND, NOW(6), SYSDATE(6))) < 60",
                        "1",
                        version -> true),
                given("sysdate_is_now", "SYSDATE(6) = NOW(6)", "0"), // it cannot be read by its name
                text("character_set_client", "utf8mb4"),
                text("character_set_connection", "utf8mb4"),
                text("collation_connection", "utf8mb4_bin"),
                number("unique_checks", 1),
                number("foreign_key_checks", 1),
                number("sql_safe_updates", 0),
                text("use_secondary_engine", "OFF").on(MYSQL),
                new SessionVariable(
                        "system_versioning_asof", "DEFAULT", "@@session.system_versioning_asof", "DEFAULT", MARIADB));
    }

    private static List<SessionVariable> results() {
        return List.of(
                number("sql_select_limit", ALL),
                number("max_join_size", ALL), // before sql_big_selects, which it sets
                number("sql_big_selects", 1),
                new SessionVariable(
                        "character_set_results",
                        "NULL",
                        "COALESCE(@@session.character_set_results, 'NULL')",
                        "NULL",
                        version -> true),
                number("range_optimizer_max_mem_size", 8_388_608).on(MYSQL),
                number("optimizer_max_sel_arg_weight", 32_000).on(MARIADB),
                number("in_predicate_conversion_threshold", 0).on(MARIADB));
    }

    private static List<SessionVariable> waits(PoolConfig pool) {
        long socket = pool.socketTimeout().toMillis();
        long rowLock = pool.lockWaitTimeout().toSeconds();
        // A statement can wait for its table and then for its row: both together end before the client stops waiting.
        long tableLock = Math.max(1, Math.min(rowLock, (socket - 1) / 1_000 - rowLock));
        return List.of(
                number("lock_wait_timeout", tableLock),
                number("innodb_lock_wait_timeout", 1), // the minimum: a call then waits outside its lane
                number("net_write_timeout", Math.max(1, (socket - 1) / 1_000)),
                number("max_execution_time", socket - socket / 20).on(MYSQL),
                // Off: an UPDATE that MariaDB aborts can report that no row matched.
                new SessionVariable("max_statement_time", "0", "@@session.max_statement_time = 0", "1", MARIADB));
    }
}
