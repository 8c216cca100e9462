package io.kvstore.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import io.kvstore.internal.engine.Dialects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The plain baselines connect as the store does. */
class PlainPoolTest {

    private static final PoolConfig POOL = PoolConfig.defaults();

    private static ShardConfig shard(String url) {
        return ShardConfig.of("a", url, "u", "p");
    }

    private static Properties store(ShardConfig shard, PoolConfig pool) {
        Properties properties = new Properties();
        Dialects.of(shard).connect(shard, pool, properties);
        return properties;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://db-a/kv",
                "jdbc:mysql://10.0.0.1:3307/kv",
                "jdbc:mysql://localhost.example.com/kv",
                "jdbc:mysql://[fe80::1]/kv",
                "jdbc:mysql://(host=db-a,port=1)/kv",
                "jdbc:mysql:///kv?host=db-a",
                "jdbc:mysql://localhost/kv",
                "jdbc:mysql://127.1.2.3/kv",
                "jdbc:mysql://[::1]:3307/kv",
                "jdbc:mysql:///kv",
                "jdbc:mysql://db-a/kv?sslMode=REQUIRED",
                "jdbc:mysql://(host=db-a,sslMode=REQUIRED)/kv",
                "jdbc:mysql://db-a/kv?useSSL=false",
                "jdbc:mysql://db-a/kv?SSLMODE=DISABLED",
            })
    void aServerMustProveItselfToBothOrToNone(String url) {
        for (PoolConfig pool : new PoolConfig[] {
            POOL, POOL.withDriverProperty("sslMode", "VERIFY_CA"), POOL.withDriverProperty("requireSSL", "true")
        }) {
            assertThat(PlainPool.properties(shard(url), pool).getProperty("sslMode"))
                    .as("%s, %s", url, pool.driverProperties())
                    .isEqualTo(store(shard(url), pool).getProperty("sslMode"));
        }
    }

    @Test
    void aServerElsewhereMustProveItself() {
        assertThat(PlainPool.properties(shard("jdbc:mysql://db-a/kv"), POOL))
                .containsEntry("sslMode", "VERIFY_IDENTITY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"useServerPrepStmts=false", "maintainTimeStats=true", "connectionCollation=utf8mb4_0900_bin"})
    void whatTheUrlSaysIsLeftToTheDriverByBoth(String property) {
        ShardConfig shard = shard("jdbc:mysql://db-a/kv?" + property);
        String name = property.substring(0, property.indexOf('='));
        assertThat(store(shard, POOL)).doesNotContainKey(name);
        assertThat(PlainPool.properties(shard, POOL)).doesNotContainKey(name).containsKey("socketTimeout");
    }

    @Test
    void whatTheConfigSaysWins() {
        assertThat(PlainPool.properties(
                        shard("jdbc:mysql://db-a/kv"), POOL.withDriverProperty("useServerPrepStmts", "false")))
                .containsEntry("useServerPrepStmts", "false");
    }
}
