package io.kvstore.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kvstore.KvConfig;
import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A config from names and texts that no file holds. */
class ConfigTreeTest {

    private static final ShardConfig SHARD = ShardConfig.of("a", "jdbc:h2:mem:a", "sa", "");
    private static final Map<String, String> SHARD_TREE =
            Map.of("name", "a", "url", "jdbc:h2:mem:a", "user", "sa", "password", "");

    @Test
    void readsTextsNumbersAndBooleans() {
        KvConfig config = ConfigTree.read(Map.of(
                        "shards",
                        List.of(SHARD_TREE),
                        "retries",
                        "1_0",
                        "batchRows",
                        7,
                        "createSchema",
                        false,
                        "pool",
                        Map.of("socketTimeout", "1m", "driverProperties", Map.of("tcpNoDelay", true))))
                .build();

        assertThat(config.shards()).containsExactly(SHARD);
        assertThat(config.retries()).isEqualTo(10);
        assertThat(config.batchRows()).isEqualTo(7);
        assertThat(config.createSchema()).isFalse();
        assertThat(config.pool().driverProperties()).containsEntry("tcpNoDelay", "true");
    }

    @Test
    void whatIsEmptyIsLeftOutExceptATextOfItsOwn() {
        Map<String, Object> tree = new HashMap<>(Map.of(
                "shards", List.of(SHARD_TREE), "retries", "", "closeTimeout", "", "pool", "", "lanes", Map.of()));
        tree.put("reaper", null);
        KvConfig config = ConfigTree.read(tree).build();

        assertThat(config.shards().get(0).password()).isEmpty();
        assertThat(config.toString())
                .isEqualTo(KvConfig.builder().shard(SHARD).build().toString());
    }

    @Test
    void shardsThatAreKnownNeedNotStandInIt() {
        assertThat(ConfigTree.read(Map.of(), List.of(SHARD)).build().shards()).containsExactly(SHARD);
        assertThat(ConfigTree.read(Map.of("shards", List.of(SHARD_TREE)), List.of(SHARD.withUrl("jdbc:h2:mem:b")))
                        .build()
                        .shards())
                .containsExactly(SHARD);
    }

    @Test
    void lanesFitAPoolThatIsSetLater() {
        KvConfig.Builder builder = ConfigTree.read(Map.of("pool", Map.of("maxConnections", 2)), List.of(SHARD));
        assertThat(builder.build().lanes().reads()).isEqualTo(1);
        assertThat(builder.pool(PoolConfig.defaults()).build().lanes().reads()).isEqualTo(4);
    }

    @Test
    void errorNamesItsSetting() {
        assertThat(refused(Map.of("pool", Map.of("socketTimeout", "5"))).path()).isEqualTo("pool.socketTimeout");
        assertThat(refused(Map.of("pool", Map.of("maxConnections", 0))))
                .hasMessageContaining("maxConnections")
                .extracting(ConfigException::path)
                .isEqualTo("pool.maxConnections");
        assertThat(refused(Map.of("shards", List.of(SHARD_TREE, Map.of("name", "b")))))
                .hasMessage("shard 'b' has no url")
                .extracting(ConfigException::path)
                .isEqualTo("shards[1]");
        assertThat(refused(Map.of("shards", List.of(Map.of("password:s3cret", "")))))
                .hasNoCause()
                .extracting(ConfigException::path)
                .isEqualTo("shards[0].password…");
    }

    private static ConfigException refused(Map<String, ?> tree) {
        return catchThrowableOfType(ConfigException.class, () -> ConfigTree.read(tree, List.of(SHARD)));
    }

    @Test
    void keysAreTheSettingsOfAConfig() {
        assertThat(ConfigTree.keys())
                .contains(
                        new ConfigKey("shards[].password", ConfigKey.Type.TEXT),
                        new ConfigKey("retries", ConfigKey.Type.NUMBER),
                        new ConfigKey("createSchema", ConfigKey.Type.FLAG),
                        new ConfigKey("lanes.timeout", ConfigKey.Type.DURATION),
                        new ConfigKey("pool.hikariProperties", ConfigKey.Type.TEXTS))
                .extracting(ConfigKey::path)
                .doesNotHaveDuplicates()
                .containsAll(Arrays.stream(KvConfig.Builder.class.getMethods())
                        .filter(method -> method.getParameterCount() == 1
                                && (method.getParameterTypes()[0].isPrimitive()
                                        || method.getParameterTypes()[0] == String.class))
                        .map(method -> method.getName())
                        .filter(name -> !name.equals("wait") && !name.equals("equals"))
                        .toList());
    }
}
