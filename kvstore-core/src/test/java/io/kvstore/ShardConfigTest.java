package io.kvstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardConfigTest {

    private static final String URL = "jdbc:mysql://h:3306/db";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "0",
                "eu-west-1.db_2",
                "A",
                "-",
                "0123456789012345678901234567890123456789012345678901234567890123"
            })
    void nameIsAcceptedWithinItsLimits(String name) {
        assertThat(ShardConfig.of(name, URL, "u", "p").name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a#1",
                "a/b",
                "a:1",
                "ä",
                "a\n",
                "😀",
                "01234567890123456789012345678901234567890123456789012345678901234"
            })
    void nameBeyondItsLimitsIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShardConfig.of(name, URL, "u", "p"))
                .withMessageContaining("shard name '" + name + "'")
                .withMessageContaining("1 to 64 letters");
    }

    @Test
    void weightIsOneToAThousand() {
        assertThat(ShardConfig.of("a", URL, "u", "p").weight()).isEqualTo(1);
        assertThat(ShardConfig.of("a", URL, "u", "p").withWeight(1_000).weight())
                .isEqualTo(1_000);
        for (int weight : new int[] {0, -1, 1_001}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ShardConfig.of("a", URL, "u", "p").withWeight(weight))
                    .withMessage("weight of shard 'a' is %d: it must be 1 to 1000", weight);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "h:3306/db",
                "mysql://h/db",
                "jdbc:mariadb://h/db",
                "jdbc:postgresql://h/db",
                "JDBC:MYSQL://h/db"
            })
    void urlOfAnotherKindIsRefused(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShardConfig.of("a", url, "u", "p"))
                .withMessageContaining("url of shard 'a' is '" + url + "'")
                .withMessageContaining("jdbc:mysql:")
                .withMessageContaining("jdbc:h2:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://h1,h2/kv",
                "jdbc:mysql://h1:3306,h2:3307/kv?sslMode=REQUIRED",
                "jdbc:mysql://h1 , h2/kv",
                "jdbc:mysql://,h2/kv",
                "jdbc:mysql://[h1,h2]/kv",
                "jdbc:mysql://[h1:1,h2:2]/kv",
                "jdbc:mysql://(host=h1,port=1),(host=h2,port=2)/kv",
                "jdbc:mysql://[(host=h1),(host=h2)]/kv",
                "jdbc:mysql://address=(host=h1)(port=1),address=(host=h2)(port=2)/kv",
                "jdbc:mysql://ADDRESS=(host=h1),h2/kv",
                "jdbc:mysql://address=(host=h1,h2)/kv",
                "jdbc:mysql://h1%2Ch2/kv",
                "jdbc:mysql:loadbalance://h1,h2/kv",
                "jdbc:mysql:loadbalance://h1/kv",
                "jdbc:mysql:LoadBalance://h1/kv",
                "jdbc:mysql:%6Coadbalance://h1/kv",
                "jdbc:mysql:replication://h1,h2/kv",
                "jdbc:mysql:REPLICATION://h1/kv",
                "jdbc:mysql:replication://address=(type=source)(host=h1),address=(type=replica)(host=h2)/kv",
                "jdbc:mysql://h/kv?dnsSrv=true",
                "jdbc:mysql://h/kv?dns%53rv=YES",
                "jdbc:mysql://(host=h,dnsSrv=true)/kv",
                "jdbc:h2:tcp://h1,h2/kv",
                "jdbc:h2:ssl://h1:1,h2:2/kv;IFEXISTS=TRUE",
                "jdbc:h2:tcp:h1,h2/kv",
            })
    void urlOfSeveralServersIsRefusedWithWhatToWriteInstead(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShardConfig.of("a", url, "u", "p"))
                .withMessageContaining("url of shard 'a'")
                .withMessageContaining("a shard is one database on one server")
                .withMessageContaining("Write one URL per shard, jdbc:mysql://host:port/database")
                .withMessageContaining("a DNS name or a proxy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://h/kv",
                "jdbc:mysql://[::1]:3306/kv",
                "jdbc:mysql://[h]/kv",
                "jdbc:mysql://(host=h,port=1)/kv",
                "jdbc:mysql://address=(host=h)(port=1)/kv",
                "jdbc:mysql:///kv",
                "jdbc:mysql://h/kv?sessionVariables=a=1,b=2",
                "jdbc:mysql://h/kv?dnsSrv=false",
                "jdbc:h2:mem:a,b",
                "jdbc:h2:file:/a,b/c",
                "jdbc:h2:tcp://h/a,b",
            })
    void urlOfOneServerIsAccepted(String url) {
        assertThat(ShardConfig.of("a", url, "u", "p").url()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql:kv",
                "jdbc:mysql:kv:",
                "jdbc:mysql://h/kv?a=%ZZ",
                "jdbc:mysql:////kv",
                "jdbc:mysql://h%/kv"
            })
    void urlThatNoDriverCouldReadIsRefused(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShardConfig.of("a", url, "u", "p"))
                .withMessageContaining("url of shard 'a'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysqlx://h/kv",
                "jdbc:mysqlx://h/kv",
                "jdbc:mysql+srv://h/kv",
                "jdbc:mysql+srv:loadbalance://h/kv"
            })
    void schemeOfAnotherProtocolIsRefused(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShardConfig.of("a", url, "u", "p"))
                .withMessageContaining("it must start with jdbc:mysql:");
    }

    @Test
    void nullIsRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> ShardConfig.of(null, URL, "u", "p"))
                .withMessage("shard name");
        assertThatNullPointerException()
                .isThrownBy(() -> ShardConfig.of("a", null, "u", "p"))
                .withMessage("url of shard 'a'");
        assertThatNullPointerException()
                .isThrownBy(() -> ShardConfig.of("a", URL, null, "p"))
                .withMessage("user of shard 'a'");
        assertThatNullPointerException()
                .isThrownBy(() -> ShardConfig.of("a", URL, "u", null))
                .withMessage("password of shard 'a'");
    }

    @Test
    void toStringNeverHoldsThePassword() {
        assertThat(ShardConfig.of("a", URL + "?password=hush1&x=1", "u", "hush2")
                        .withWeight(3))
                .hasToString("a[jdbc:mysql://h:3306/db?password=***&x=1, user=u, weight=3]");
    }

    @Test
    void noWriterByReflectionFindsASecret() {
        assertThat(ShardConfig.class.isRecord() || PoolConfig.class.isRecord()).isFalse();
        assertThat(fields(ShardConfig.class)).containsExactly("name", "user", "weight");
        assertThat(fields(PoolConfig.class)).doesNotContain("driverProperties", "hikariProperties");
        assertThat(Stream.of(ShardConfig.class, PoolConfig.class)
                        .flatMap(type -> Arrays.stream(type.getMethods()))
                        .map(Method::getName))
                .filteredOn(name -> name.startsWith("get") || name.startsWith("is"))
                .containsOnly("getClass");
    }

    private static List<String> fields(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> !Modifier.isTransient(field.getModifiers()))
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .map(Field::getName)
                .toList();
    }

    @Test
    void equalsComparesEverything() {
        ShardConfig shard = ShardConfig.of("a", URL, "u", "p");
        assertThat(shard)
                .isEqualTo(ShardConfig.of("a", URL, "u", "p"))
                .hasSameHashCodeAs(ShardConfig.of("a", URL, "u", "p"))
                .isNotEqualTo(ShardConfig.of("b", URL, "u", "p"))
                .isNotEqualTo(ShardConfig.of("a", URL + "2", "u", "p"))
                .isNotEqualTo(ShardConfig.of("a", URL, "v", "p"))
                .isNotEqualTo(ShardConfig.of("a", URL, "u", "q"))
                .isNotEqualTo(shard.withWeight(2));
        assertThat(shard.withUrl(URL + "2").withWeight(2))
                .isEqualTo(ShardConfig.of("a", URL + "2", "u", "p").withWeight(2));
    }

    @Test
    void messageAboutAUrlNeverHoldsThePassword() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShardConfig.of("a", "jdbc:mariadb://u:hush1@h/db?password=hush2", "u", "hush3"))
                .withMessageContaining("jdbc:mariadb://u:***@h/db?password=***")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hush"));
    }
}
