package io.kvstore.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.mysql.cj.conf.ConnectionUrl;
import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.jdbc.JdbcPropertySetImpl;
import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Asks Connector/J itself what it makes of the URL and the properties. */
class MySqlConnectTest {

    private static final String URL = "jdbc:mysql://h:3306/db";
    private static final PoolConfig POOL = PoolConfig.defaults();

    private static PropertySet seenByDriver(String url, PoolConfig pool) {
        Properties properties = new Properties();
        String connected = new MySqlDialect().connect(ShardConfig.of("a", url, "u", "p"), pool, properties);
        PropertySet seen = new JdbcPropertySetImpl();
        seen.initializeProperties(ConnectionUrl.getConnectionUrlInstance(connected, properties)
                .getMainHost()
                .exposeAsProperties());
        return seen;
    }

    private static int socketTimeout(String url, PoolConfig pool) {
        return seenByDriver(url, pool)
                .getIntegerProperty(PropertyKey.socketTimeout)
                .getValue();
    }

    private static String value(PropertySet seen, PropertyKey key) {
        return seen.getProperty(key).getStringValue();
    }

    @ParameterizedTest
    @CsvSource({
        "connectTimeout, 2000",
        "socketTimeout, 10000",
        "useServerPrepStmts, true",
        "cachePrepStmts, true",
        "prepStmtCacheSize, 256",
        "prepStmtCacheSqlLimit, 65536",
        "useAffectedRows, true",
        "allowMultiQueries, true",
        "useLocalSessionState, true",
        "cacheServerConfiguration, false",
        "rewriteBatchedStatements, false",
        "enableQueryTimeouts, false",
        "maintainTimeStats, false",
        "openTelemetry, DISABLED",
        "connectionCollation, utf8mb4_bin",
        "tcpKeepAlive, true",
    })
    void driverIsToldTheDefaults(PropertyKey key, String value) {
        assertThat(value(seenByDriver(URL, POOL), key)).isEqualToIgnoringCase(value);
    }

    @Test
    void driverIsToldTheTimeoutsOfThePool() {
        PropertySet seen = seenByDriver(
                URL,
                POOL.withTimeouts(
                        Duration.ofSeconds(1),
                        Duration.ofMillis(1_500),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(7)));
        assertThat(value(seen, PropertyKey.connectTimeout)).isEqualTo("1500");
        assertThat(value(seen, PropertyKey.socketTimeout)).isEqualTo("30000");
        assertThat(value(seen, PropertyKey.sessionVariables))
                .isEqualTo("time_zone='+00:00',innodb_lock_wait_timeout=7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?socketTimeout=77",
                "?a=b&socketTimeout=77",
                "?socketTimeout =77",
                "? socketTimeout=77&c=d",
            })
    void parameterOfTheUrlWinsOverTheDefault(String query) {
        assertThat(socketTimeout(URL + query, POOL)).isEqualTo(77);
    }

    @Test
    void parameterOfAHostInTheUrlWinsOverTheDefault() {
        assertThat(socketTimeout("jdbc:mysql://(host=h,port=1,socketTimeout=77)/db", POOL))
                .isEqualTo(77);
    }

    /** The driver takes names as they are written, so this one is none; without the default it would wait for ever. */
    @Test
    void nameInAnotherCaseIsNotTheParameter() {
        assertThat(socketTimeout(URL + "?SOCKETTIMEOUT=77", POOL)).isEqualTo(10_000);
        assertThat(socketTimeout(URL + "?xsocketTimeout=77", POOL)).isEqualTo(10_000);
    }

    @Test
    void driverPropertyWinsOverUrlAndDefault() {
        PoolConfig pool = POOL.withDriverProperty("socketTimeout", "88").withDriverProperty("prepStmtCacheSize", "9");
        PropertySet seen = seenByDriver(URL + "?socketTimeout=77", pool);
        assertThat(value(seen, PropertyKey.socketTimeout)).isEqualTo("88");
        assertThat(value(seen, PropertyKey.prepStmtCacheSize)).isEqualTo("9");
    }

    @Test
    void sessionVariablesAreMergedAndOursWin() {
        PoolConfig pool = POOL.withDriverProperty("sessionVariables", "time_zone='SYSTEM',sort_buffer_size=1");
        assertThat(value(seenByDriver(URL, pool), PropertyKey.sessionVariables))
                .isEqualTo("time_zone='SYSTEM',sort_buffer_size=1,time_zone='+00:00',innodb_lock_wait_timeout=2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                URL + "?useAffectedRows=false",
                URL + "?a=b&useAffectedRows=true",
                URL + "?sessionVariables=sort_buffer_size=1",
                "jdbc:mysql://(host=h,useAffectedRows=false)/db",
                URL + "?connectionTimeZone=%2B02:00&forceConnectionTimeZoneToSession=true",
                URL + "?allowMultiQueries=false",
            })
    void urlThatSetsWhatTheStoreSetsIsRefused(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> seenByDriver(url, POOL))
                .withMessageMatching(
                        "url of shard 'a' sets (sessionVariables|useAffectedRows|forceConnection\\w+|allowMultiQueries)\\b.*")
                .withMessageMatching(".*(remove it|put them into pool.driverProperties).*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"useAffectedRows", "allowMultiQueries", "forceConnectionTimeZoneToSession"})
    void driverPropertyThatTheStoreSetsIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> seenByDriver(URL, POOL.withDriverProperty(name, "true")))
                .withMessageContaining("pool.driverProperties sets " + name);
    }

    /** They would win over the shard's own, and the driver puts them into messages when it cannot read the URL. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://u:hush@h/db",
                "jdbc:mysql://u@h/db",
                "jdbc:mysql://u:a/hush@h/db",
                "jdbc:mysql://u:a?hush@h/db",
                "jdbc:mysql://(host=h,user=u,password=hush)/db",
                "jdbc:mysql://address=(host=h)(user=u)(password=hush)/db",
                "jdbc:mysql://h/db?user=u",
                "jdbc:mysql://h/db?a=b&password=hush",
            })
    void urlWithUserOrPasswordIsRefusedWithoutShowingIt(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> seenByDriver(url, POOL))
                .withMessageContaining("url of shard 'a' holds a user or a password")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hush"));
    }

    @Test
    void driverPropertiesUserAndPasswordAreRefusedWithoutShowingThem() {
        for (String name : new String[] {"user", "password"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> seenByDriver(URL, POOL.withDriverProperty(name, "hush")))
                    .withMessageContaining("pool.driverProperties sets " + name)
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hush"));
        }
    }
}
