package io.kvstore.examples.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.kvstore.KvConfig;
import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.utility.DockerImageName;

/** The peers store their values in the tables of all servers, and nowhere else. */
class PeersTest {

    private static final int KEYS = 200;

    private static KvConfig config;

    private Servers servers;

    static List<String> peers() {
        return List.of("shardingsphere", "infinispan");
    }

    /** One server with two databases. */
    @BeforeAll
    @SuppressWarnings("resource") // Testcontainers stops it
    static void startMySql() throws SQLException {
        assumeThat(DockerClientFactory.instance().isDockerAvailable())
                .as("Docker is there")
                .isTrue();
        MySQLContainer mysql = new MySQLContainer(DockerImageName.parse("mysql:9.7"))
                .withUsername("root")
                .withPassword("root");
        mysql.start();
        ShardConfig server = shard(mysql, "server", "");
        try (Connection connection = PlainPool.connect(server, PoolConfig.defaults());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE one");
            statement.execute("CREATE DATABASE two");
        }
        config = KvConfig.builder()
                .shard(shard(mysql, "a", "one"))
                .shard(shard(mysql, "b", "two"))
                .build();
    }

    private static ShardConfig shard(MySQLContainer mysql, String name, String database) {
        return ShardConfig.of(
                name,
                "jdbc:mysql://" + mysql.getHost() + ":" + mysql.getMappedPort(3306) + "/" + database
                        + "?sslMode=DISABLED&allowPublicKeyRetrieval=true",
                "root",
                "root");
    }

    @BeforeEach
    void openServers() {
        servers = new Servers(config);
    }

    @AfterEach
    void closeServers() {
        servers.close();
    }

    @Test
    void areFoundAsServices() {
        assertThat(ServiceLoader.load(Baseline.class))
                .extracting(Baseline::label)
                .containsExactlyElementsOf(peers());
    }

    @Test
    void shardingSphereIsForMySqlAlone() {
        try (Servers embedded = new Servers(KvConfig.embedded(2).build())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ShardingSphere().open("shardingsphere", embedded, 1))
                    .withMessage("--baseline shardingsphere speaks MySQL, and shard 'shard-0' is H2:"
                            + " name servers with --config");
        }
    }

    @ParameterizedTest
    @MethodSource("peers")
    void getsWhatWasLoadedAndWhatWasPutLast(String peer) {
        try (Contender contender = new Baselines().convert(peer).open(peer, servers, 2)) {
            contender.rows().load(entries());

            for (Map.Entry<String, byte[]> entry : entries().entrySet()) {
                assertThat(contender.get(entry.getKey()))
                        .hasValueSatisfying(value -> assertThat(value).isEqualTo(entry.getValue()));
            }
            contender.put("key-7", "other".getBytes(UTF_8));
            contender.put("new", "value".getBytes(UTF_8));
            assertThat(contender.get("key-7").orElseThrow()).asString(UTF_8).isEqualTo("other");
            assertThat(contender.get("new").orElseThrow()).asString(UTF_8).isEqualTo("value");
            assertThat(contender.get("none")).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("peers")
    void keepsItsRowsOnAllServersUntilItDropsThem(String peer) throws SQLException {
        try (Contender contender = new Baselines().convert(peer).open(peer, servers, 2)) {
            contender.rows().load(entries());

            long first = rows(config.shards().get(0), peer);
            long second = rows(config.shards().get(1), peer);
            assertThat(first).isPositive();
            assertThat(second).isPositive();
            assertThat(first + second).isEqualTo(KEYS);

            contender.rows().drop();
            assertThat(tables(config.shards().get(0), peer)).isZero();
            assertThat(tables(config.shards().get(1), peer)).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("peers")
    void getsGoToTheServer(String peer) throws SQLException {
        try (Contender contender = new Baselines().convert(peer).open(peer, servers, 2)) {
            contender.rows().load(entries());
            assertThat(contender.get("key-1")).isPresent();
            assertThat(contender.get("key-2")).isPresent();
            assertThat(contender.get("key-3")).isPresent();

            onEveryShard(peer, "DELETE FROM ");

            assertThat(List.of("key-1", "key-2", "key-3", "key-4", "key-5"))
                    .filteredOn(key -> contender.get(key).isPresent())
                    .as("at most one entry of each server is in memory")
                    .hasSizeLessThanOrEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("peers")
    void sizesOfItsPoolsShareTheRows(String peer) {
        Baseline baseline = new Baselines().convert(peer);
        try (Contender small = baseline.open(peer + "-1", servers, 1);
                Contender large = baseline.open(peer + "-3", servers, 3)) {
            assertThat(small.rows()).isSameAs(large.rows());
            small.put("key", "value".getBytes(UTF_8));
            assertThat(large.get("key").orElseThrow()).asString(UTF_8).isEqualTo("value");
        }
    }

    private static Map<String, byte[]> entries() {
        Map<String, byte[]> entries = new HashMap<>();
        for (int i = 0; i < KEYS; i++) {
            entries.put("key-" + i, ("value-" + i).getBytes(UTF_8));
        }
        return entries;
    }

    private static String table(ShardConfig shard, String peer) {
        return "bench_" + peer + "_" + config.shards().indexOf(shard);
    }

    private long rows(ShardConfig shard, String peer) throws SQLException {
        return number(shard, "SELECT COUNT(*) FROM " + table(shard, peer));
    }

    private long tables(ShardConfig shard, String peer) throws SQLException {
        return number(
                shard,
                "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = SCHEMA()"
                        + " AND table_name LIKE 'bench_" + peer + "%'");
    }

    private long number(ShardConfig shard, String query) throws SQLException {
        try (Connection connection = PlainPool.connect(shard, config.pool());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }

    private void onEveryShard(String peer, String verb) throws SQLException {
        for (ShardConfig shard : config.shards()) {
            try (Connection connection = PlainPool.connect(shard, config.pool());
                    Statement statement = connection.createStatement()) {
                statement.execute(verb + table(shard, peer));
            }
        }
    }
}
