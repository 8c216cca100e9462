package io.kvstore.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvstore.KvConfig;
import io.kvstore.KvSetupException;
import io.kvstore.KvStore;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.Globals;
import io.kvstore.engines.LeakCheck;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls work as documented with any defaults of a server, any init_connect and any user settings. */
@ExtendWith(LeakCheck.class)
class SessionVariablesTest {

    private static final byte[] VALUE = {1, '\\', '\'', 0};
    private static final List<String> KEYS = List.of("a", "b", "c");

    private static final List<String> ON_BOTH = List.of(
            "autocommit=0",
            "completion_type=1",
            "completion_type=2",
            "transaction_isolation='READ-UNCOMMITTED'",
            "transaction_isolation='SERIALIZABLE'",
            "transaction_read_only=1",
            "sql_mode=''",
            "sql_mode='NO_BACKSLASH_ESCAPES'",
            "sql_mode='ANSI_QUOTES,PIPES_AS_CONCAT'",
            "time_zone='+05:30'",
            "unique_checks=0",
            "foreign_key_checks=0",
            "sql_safe_updates=1",
            "sql_select_limit=1",
            "sql_select_limit=0",
            "max_join_size=1",
            "lock_wait_timeout=31536000",
            "innodb_lock_wait_timeout=1000000",
            "net_write_timeout=1000000");

    private static final List<String> ON_MARIADB = List.of(
            "sql_mode='SIMULTANEOUS_ASSIGNMENT'",
            "sql_mode='EMPTY_STRING_IS_NULL'",
            "sql_mode='ORACLE'",
            "max_statement_time=0.000001",
            "in_predicate_conversion_threshold=2",
            "optimizer_max_sel_arg_weight=1",
            "system_versioning_asof='2020-01-01 00:00:00'");

    private static final List<String> ON_MYSQL =
            List.of("sql_mode='TIME_TRUNCATE_FRACTIONAL'", "max_execution_time=1", "range_optimizer_max_mem_size=1");

    static Stream<Arguments> defaults() {
        return Engine.servers().stream()
                .flatMap(engine -> Stream.concat(
                                ON_BOTH.stream(), (engine == Engine.MYSQL ? ON_MYSQL : ON_MARIADB).stream())
                        .map(setting -> Arguments.of(engine, setting)));
    }

    @ParameterizedTest
    @MethodSource("defaults")
    void defaultOfTheServerChangesNothing(Engine engine, String setting) {
        ShardConfig shard = engine.newShards(1).get(0);
        String[] parts = setting.split("=", 2);
        try (Globals set = new Globals(shard, Map.of(parts[0], parts[1]))) {
            assertThat(set).isNotNull();
            assertKeepsPromises(shard);
        }
    }

    static Stream<Arguments> initConnects() {
        return Engine.servers().stream()
                .flatMap(engine -> Stream.of(
                                "SET autocommit=0",
                                "BEGIN",
                                "SET completion_type=1",
                                "SET TRANSACTION READ ONLY",
                                "SET TRANSACTION ISOLATION LEVEL READ UNCOMMITTED",
                                "SET timestamp=1",
                                "SET timestamp=UNIX_TIMESTAMP()",
                                "SET NAMES gbk",
                                "SET sql_select_limit=1",
                                "SET sql_mode=NO_BACKSLASH_ESCAPES")
                        .map(text -> Arguments.of(engine, text)));
    }

    @ParameterizedTest
    @MethodSource("initConnects")
    void initConnectChangesNothing(Engine engine, String text) {
        ShardConfig shard = engine.newShards(1).get(0);
        try (Globals set = new Globals(shard, Map.of("init_connect", '"' + text + '"'))) {
            assertThat(set).isNotNull();
            assertKeepsPromises(plainUser(shard, ""));
        }
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#servers")
    void whatAProxyOrInitConnectTakesFromTheBinlogIsRefused(Engine engine) {
        ShardConfig shard = engine.newShards(1).get(0);
        String right = engine == Engine.MYSQL ? "SESSION_VARIABLES_ADMIN" : "BINLOG ADMIN";
        try (Globals set = new Globals(shard, Map.of("init_connect", "'SET sql_log_bin=0'"))) {
            assertThat(set).isNotNull();
            assertRefused(plainUser(shard, right))
                    .hasMessageContaining("sql_log_bin")
                    .hasMessageContaining("must be 1");
        }
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#servers")
    void otherDatabaseThanTheUrlsIsRefused(Engine engine) {
        ShardConfig shard = engine.newShards(1).get(0);
        ShardConfig other = engine.newShards(1).get(0);
        String database = other.url().replaceFirst(".*/(test\\d+).*", "$1");
        try (Globals set = new Globals(shard, Map.of("init_connect", "'USE " + database + "'"))) {
            assertThat(set).isNotNull();
            assertRefused(plainUser(shard, "")).hasMessageContaining("'" + database + "'");
        }
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ?> assertRefused(ShardConfig shard) {
        KvConfig config = KvConfig.builder().shard(shard).build();
        return assertThatThrownBy(() -> KvStore.open(config)).isInstanceOf(KvSetupException.class);
    }

    /** init_connect does not run for administrators. */
    private static ShardConfig plainUser(ShardConfig shard, String right) {
        String database = shard.url().replaceFirst(".*/(test\\d+).*", "$1");
        String user = "plain_" + database;
        for (String host : new String[] {"%", "localhost"}) {
            String name = "'" + user + "'@'" + host + "'";
            Engine.execute(shard, "CREATE USER " + name + " IDENTIFIED BY 'plain'");
            Engine.execute(shard, "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER ON *.* TO " + name);
            if (!right.isEmpty()) {
                Engine.execute(shard, "GRANT " + right + " ON *.* TO " + name);
            }
        }
        return ShardConfig.of(shard.name(), shard.url(), user, "plain");
    }

    private static void assertKeepsPromises(ShardConfig shard) {
        KvConfig config = KvConfig.builder().shard(shard).build();
        try (KvStore store = KvStore.open(config);
                KvStore other = KvStore.open(config)) {
            for (String key : KEYS) {
                store.put(key, VALUE);
            }
            assertThat(other.getAll(KEYS))
                    .hasSize(3)
                    .allSatisfy((key, value) -> assertThat(value).isEqualTo(VALUE));
            assertThat(store.putIfAbsent("a", VALUE)).isEmpty();
            assertThat(other.putIfAbsent("d", VALUE)).isPresent();
            long version = other.getEntry("d").orElseThrow().version();
            assertThat(store.compareAndSet("d", version, VALUE, Duration.ofHours(1)))
                    .isPresent();
            assertThat(other.compareAndSet("d", version, VALUE)).isEmpty();
            assertThat(other.ttl("d").orElseThrow().toString()).matches("PT59M.*|PT1H|.*59.*|.*1H.*");
            assertThat(store.delete("a")).isTrue();
            assertThat(other.get("a")).isEmpty();
            assertThat(other.deleteAll(KEYS)).isEqualTo(2);
            assertThat(store.getAll(KEYS)).isEmpty();
            store.put("after", VALUE);
            assertThat(Arrays.equals(other.get("after").orElseThrow(), VALUE)).isTrue();
        }
        try (KvStore store = KvStore.open(config)) {
            assertThat(store.get("after")).contains(VALUE);
            assertThat(store.get("b")).isEmpty();
            assertThat(store.get("d")).contains(VALUE);
        }
    }
}
