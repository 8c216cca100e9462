package io.kvstore.internal.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.mysql.cj.conf.ConnectionUrl;
import com.mysql.cj.conf.HostInfo;
import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.jdbc.JdbcPropertySetImpl;
import io.kvstore.KvSetupException;
import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import io.kvstore.internal.ConnectorUrl;
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

    private static int cacheSize(String url, PoolConfig pool) {
        return seenByDriver(url, pool)
                .getIntegerProperty(PropertyKey.prepStmtCacheSize)
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
                POOL.withConnectTimeout(Duration.ofMillis(1_500))
                        .withSocketTimeout(Duration.ofSeconds(30))
                        .withLockWaitTimeout(Duration.ofSeconds(7)));
        assertThat(value(seen, PropertyKey.connectTimeout)).isEqualTo("1500");
        assertThat(value(seen, PropertyKey.socketTimeout)).isEqualTo("30000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?prepStmtCacheSize=77",
                "?a=b&prepStmtCacheSize=77",
                "?prepStmtCacheSize =77",
                "? prepStmtCacheSize=77&c=d",
                "?prepStmtCache%53ize=77",
            })
    void parameterOfTheUrlWinsOverTheDefault(String query) {
        assertThat(cacheSize(URL + query, POOL)).isEqualTo(77);
    }

    @Test
    void parameterOfAHostInTheUrlWinsOverTheDefault() {
        assertThat(cacheSize("jdbc:mysql://(host=h,port=1,prepStmtCacheSize=77)/db", POOL))
                .isEqualTo(77);
    }

    /** The driver takes names as they are written, so this one is none; without the default it would be the driver's. */
    @Test
    void nameInAnotherCaseIsNotTheParameter() {
        assertThat(cacheSize(URL + "?PREPSTMTCACHESIZE=77", POOL)).isEqualTo(256);
        assertThat(cacheSize(URL + "?xprepStmtCacheSize=77", POOL)).isEqualTo(256);
    }

    @Test
    void driverPropertyWinsOverUrlAndDefault() {
        PoolConfig pool =
                POOL.withDriverProperty("prepStmtCacheSize", "88").withDriverProperty("tcpKeepAlive", "false");
        PropertySet seen = seenByDriver(URL + "?prepStmtCacheSize=77", pool);
        assertThat(value(seen, PropertyKey.prepStmtCacheSize)).isEqualTo("88");
        assertThat(value(seen, PropertyKey.tcpKeepAlive)).isEqualToIgnoringCase("false");
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                URL + "?use%41ffectedRows=false",
                URL + "?a=b&%75seAffectedRows=false",
                "jdbc:mysql://(host=h,use%41ffectedRows=false)/db",
                "jdbc:mysql://address=(host=h)(use%41ffectedRows=false)/db",
            })
    void nameInTheUrlThatIsWrittenWithEscapesIsRefusedAllTheSame(String url) {
        assertThat(ConnectionUrl.getConnectionUrlInstance(url, null)
                        .getMainHost()
                        .exposeAsProperties())
                .as("the driver takes it")
                .containsEntry("useAffectedRows", "false");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> seenByDriver(url, POOL))
                .withMessageContaining("sets useAffectedRows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?USER=u", "?a=b&PassWord=hush", "?%75ser=u", "?p%61ssword=hush"})
    void userOrPasswordInAnotherFormIsRefusedWithoutShowingIt(String query) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> seenByDriver(URL + query, POOL))
                .withMessageContaining("url of shard 'a' holds a user or a password")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hush"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> seenByDriver(URL, POOL.withDriverProperty("PASSWORD", "hush")))
                .withMessageContaining("pool.driverProperties sets PASSWORD")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hush"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://h:99x99/db",
                "jdbc:mysql://h:0/db",
                "jdbc:mysql://h:-1/db",
                "jdbc:mysql://h:65536/db",
                "jdbc:mysql://h:99999999999/db",
                "jdbc:mysql://[::1]:99x99/db",
                "jdbc:mysql://(host=h,port=99x99)/db",
                "jdbc:mysql:///db?port=99x99",
            })
    void portThatIsNoneIsAMatterOfSetup(String url) {
        assertThatExceptionOfType(KvSetupException.class)
                .isThrownBy(() -> seenByDriver(url, POOL))
                .withMessageMatching("shard 'a': its url has the port '[-x\\d]+': it must be 1 to 65535");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://h",
                "jdbc:mysql://h:3306",
                "jdbc:mysql://h:3306/",
                "jdbc:mysql://h:3306?useCompression=true",
                "jdbc:mysql://h:3306/ ?useCompression=true",
                "jdbc:mysql://(host=h,port=3306)",
            })
    void urlWithoutADatabaseIsAMatterOfSetup(String url) {
        assertThatExceptionOfType(KvSetupException.class)
                .isThrownBy(() -> seenByDriver(url, POOL))
                .withMessageContaining("shard 'a': its url names no database: write jdbc:mysql://host:port/database");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://h:3307/db",
                "jdbc:mysql://(host=h,port=3307)/db",
                "jdbc:mysql://(Host=h,PORT=3307)/db",
                "jdbc:mysql://address=(host=h)(port=3307)/db",
                "jdbc:mysql://ADDRESS=(host=h)(port=3307)/db",
                "jdbc:mysql://[h:3307]/db",
                "jdbc:mysql://h:3307?dbname=db",
                "jdbc:mysql:///db?host=h&port=3307",
                "jdbc:mysql://%68:%33307/d%62",
                "jdbc:mysql://h:3307/db#fragment",
            })
    void formsOfOneServerAreReadAsTheDriverReadsThem(String url) {
        HostInfo driver = ConnectionUrl.getConnectionUrlInstance(url, null).getMainHost();
        ConnectorUrl ours = ConnectorUrl.parse(url);
        assertThat(ours.host()).isEqualTo(driver.getHost()).isEqualTo("h");
        assertThat(ours.port()).isEqualTo(Integer.toString(driver.getPort())).isEqualTo("3307");
        assertThat(ours.database()).isEqualTo(driver.getDatabase()).isEqualTo("db");
        assertThat(value(seenByDriver(url, POOL), PropertyKey.useAffectedRows)).isEqualTo("true");
    }

    @Test
    void addressOfIpV6IsOneServer() {
        for (String url : new String[] {"jdbc:mysql://[::1]:3307/db", "jdbc:mysql://[fe80::1:2]/db"}) {
            HostInfo driver = ConnectionUrl.getConnectionUrlInstance(url, null).getMainHost();
            assertThat(ConnectorUrl.parse(url).host()).isEqualTo(driver.getHost());
        }
    }

    @Test
    void driverIsToldToVerifyServersOfOtherMachines() {
        assertThat(value(seenByDriver(URL, POOL), PropertyKey.sslMode)).isEqualTo("VERIFY_IDENTITY");
        assertThat(value(seenByDriver("jdbc:mysql://127.0.0.1/db", POOL), PropertyKey.sslMode))
                .isEqualTo("PREFERRED");
        assertThat(value(seenByDriver(URL + "?sslMode=REQUIRED", POOL), PropertyKey.sslMode))
                .isEqualTo("REQUIRED");
        assertThat(value(
                        seenByDriver(URL + "?sslMode=REQUIRED", POOL.withDriverProperty("sslMode", "VERIFY_CA")),
                        PropertyKey.sslMode))
                .isEqualTo("VERIFY_CA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "HOST", "port", "dbname", "DbName"})
    void driverPropertyThatIsOneShardsOwnIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> seenByDriver(URL, POOL.withDriverProperty(name, "db-b")))
                .withMessageContaining("pool.driverProperties sets " + name);
    }

    @Test
    void driverPropertyThatLooksUpSeveralServersIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> seenByDriver(URL, POOL.withDriverProperty("dnsSrv", "true")))
                .withMessageContaining("pool.driverProperties sets dnsSrv");
    }
}
