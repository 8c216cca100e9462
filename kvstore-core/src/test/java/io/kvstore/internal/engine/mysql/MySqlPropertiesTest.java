package io.kvstore.internal.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.mysql.cj.conf.PropertyKey;
import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings of the driver that would undo what statements stand on are refused by name, wherever they are written. */
class MySqlPropertiesTest {

    private static final String URL = "jdbc:mysql://h:3306/db";
    private static final PoolConfig POOL = PoolConfig.defaults();

    private static void connect(String url, PoolConfig pool) {
        new MySqlDialect().connect(ShardConfig.of("a", url, "u", "p"), pool, new Properties());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "useAffectedRows=false",
                "useAffectedRows=true",
                "allowMultiQueries=false",
                "forceConnectionTimeZoneToSession=true",
                "socketTimeout=0",
                "socketTimeout=77",
                "connectTimeout=0",
                "maxAllowedPacket=1024",
                "autoReconnect=true",
                "autoReconnectForPools=yes",
                "reconnectAtTxEnd=true",
                "useLocalTransactionState=true",
                "elideSetAutoCommits=true",
                "maxRows=1",
                "defaultFetchSize=-2147483648",
                "useCursorFetch=true",
                "clobberStreamingResults=true",
                "compensateOnDuplicateKeyUpdateCounts=true",
                "blobsAreStrings=true",
                "functionsNeverReturnBlobs=true",
                "emulateLocators=true",
                "databaseTerm=SCHEMA",
                "characterSetResults=latin1",
                "characterEncoding=GBK",
                "connectionCollation=gbk_chinese_ci",
                "useConfigs=maxPerformance",
                "propertiesTransform=x.Y",
                "queryInterceptors=x.Y",
                "exceptionInterceptors=x.Y",
                "connectionLifecycleInterceptors=x.Y",
                "allowLoadLocalInfile=true",
                "allowLoadLocalInfileInPath=tmp",
                "allowUrlInLocalInfile=true",
            })
    void settingThatUndoesTheSessionIsRefusedByName(String setting) {
        String name = setting.replaceAll("=.*", "");
        String value = setting.replaceAll(".*=", "");
        String first = String.format("%%%02X", (int) name.charAt(0));
        for (String url : new String[] {
            URL + "?" + setting,
            URL + "?a=b&" + setting,
            URL + "? " + name + " = " + value,
            URL + "?" + first + name.substring(1) + "=" + value,
            "jdbc:mysql://(host=h," + setting + ")/db",
            "jdbc:mysql://address=(host=h)(" + setting + ")/db",
        }) {
            assertThatIllegalArgumentException()
                    .as(url)
                    .isThrownBy(() -> connect(url, POOL))
                    .withMessageStartingWith("url of shard 'a' sets " + name + ", ")
                    .withMessageContaining("remove it");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> connect(URL, POOL.withDriverProperty(name, value)))
                .withMessageStartingWith("pool.driverProperties sets " + name + ", ")
                .withMessageContaining("remove it");
    }

    @Test
    void timeoutIsRefusedWithTheKnobThatSetsIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> connect(URL, POOL.withDriverProperty("socketTimeout", "60000")))
                .withMessageContaining("pool.socketTimeout");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "autoReconnect=false",
                "allowLoadLocalInfile=false",
                "maxRows=-1",
                "characterEncoding=UTF-8",
                "characterEncoding=utf8",
                "connectionCollation=utf8mb4_0900_ai_ci",
                "queryInterceptors=",
                "useServerPrepStmts=false",
                "sslMode=VERIFY_IDENTITY",
                "useCompression=true",
            })
    void settingThatDoesNoHarmIsTaken(String setting) {
        assertThatCode(() -> connect(URL + "?" + setting, POOL)).doesNotThrowAnyException();
    }

    @Test
    void sessionVariablesInTheUrlAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> connect(URL + "?sessionVariables=sort_buffer_size=1", POOL))
                .withMessageContaining("put them into pool.driverProperties");
    }

    /** A name that the driver does not know any more would be refused, or set, in vain. */
    @Test
    void everyRefusedNameIsOneOfTheDriver() {
        Set<String> known = Set.copyOf(
                Arrays.stream(PropertyKey.values()).map(PropertyKey::getKeyName).toList());
        assertThat(known).containsAll(MySqlProperties.refused());
    }

    /** Whoever takes a newer driver looks at what its new properties can do to a statement, then counts again. */
    @Test
    void everyPropertyOfTheDriverWasLookedAt() {
        assertThat(PropertyKey.values()).as("properties of Connector/J 26.10").hasSize(235);
    }
}
