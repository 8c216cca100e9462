package io.kvstore.adapter.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kvstore.KvConfig;
import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import io.kvstore.config.ConfigTree;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What the properties say, by any of the names that Boot allows. */
class KvPropertiesTest {

    private static final List<ShardConfig> SHARDS = List.of(ShardConfig.of("a", "jdbc:h2:mem:a", "sa", ""));

    private static StandardEnvironment environment(Map<String, ?> properties, Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("application", new HashMap<>(properties)));
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        return environment;
    }

    private static KvConfig config(Map<String, ?> properties) {
        return new KvProperties(environment(properties, Map.of()))
                .config(SHARDS)
                .build();
    }

    @ParameterizedTest
    @CsvSource({"kvstore.pool.max-connections", "kvstore.pool.maxConnections", "kvstore.pool.max_connections"})
    void nameIsRelaxed(String name) {
        assertThat(config(Map.of(name, 7)).pool().maxConnections()).isEqualTo(7);
    }

    @Test
    void variablesOfTheEnvironmentCount() {
        StandardEnvironment environment = environment(
                Map.of(),
                Map.of(
                        "KVSTORE_POOL_MAXCONNECTIONS", "7",
                        "KVSTORE_POOL_LOCK_WAIT_TIMEOUT", "3s",
                        "KVSTORE_PASSWORD", "not a property",
                        "KVSTORE_SHARDS_0_NAME", "b",
                        "KVSTORE_SHARDS_0_URL", "jdbc:mysql://127.0.0.1/kv",
                        "KVSTORE_SHARDS_0_USER", "kv",
                        "KVSTORE_SHARDS_0_PASSWORD", "${KVSTORE_PASSWORD}"));
        KvProperties properties = new KvProperties(environment);

        assertThat(properties.shards())
                .containsExactly(ShardConfig.of("b", "jdbc:mysql://127.0.0.1/kv", "kv", "not a property"));
        PoolConfig pool = properties.config(SHARDS).build().pool();
        assertThat(pool.maxConnections()).isEqualTo(7);
        assertThat(pool.lockWaitTimeout()).isEqualTo(Duration.ofSeconds(3));
        UnknownProperties.refuse(environment);
    }

    /** As a test's properties replace those of production. */
    @Test
    void shardsOfOneSourceReplaceAllOfAnother() {
        StandardEnvironment environment = environment(shard(0, "mine"), Map.of());
        Map<String, Object> others = new HashMap<>(shard(0, "other"));
        others.putAll(shard(1, "another"));
        environment.getPropertySources().addLast(new MapPropertySource("defaults", others));

        assertThat(new KvProperties(environment).shards())
                .extracting(ShardConfig::name)
                .containsExactly("mine");
    }

    private static Map<String, Object> shard(int index, String name) {
        String shard = "kvstore.shards[" + index + "].";
        return Map.of(
                shard + "name",
                name,
                shard + "url",
                "jdbc:h2:mem:" + name,
                shard + "user",
                "sa",
                shard + "password",
                "");
    }

    @Test
    void textsOfTheDriverKeepTheirNames() {
        PoolConfig pool = config(Map.of(
                        "kvstore.pool.driver-properties.tcpNoDelay",
                        true,
                        "kvstore.pool.driver-properties[com.example.some]",
                        "x",
                        "kvstore.pool.hikari-properties.maxLifetime",
                        1_200_000))
                .pool();
        assertThat(pool.driverProperties())
                .containsOnly(Map.entry("tcpNoDelay", "true"), Map.entry("com.example.some", "x"));
        assertThat(pool.hikariProperties()).containsOnly(Map.entry("maxLifetime", "1200000"));
    }

    /** A property and the same setting in a config file: what one refuses the other refuses, in the same words. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pool.maxConnections | 0",
                "pool.socketTimeout | 5",
                "pool.minIdle | many",
                "createSchema | maybe",
                "namespace | 5x",
                "retries | 010",
                "pool.minIdle | 20",
            })
    void refusesWhatAConfigFileRefuses(String path, String value) {
        String[] names = path.split("\\.", -1);
        Map<String, Object> tree = names.length == 1 ? Map.of(path, value) : Map.of(names[0], Map.of(names[1], value));
        IllegalArgumentException ofTree = catchThrowableOfType(
                IllegalArgumentException.class,
                () -> ConfigTree.read(tree, SHARDS).build());
        KvPropertyException ofProperty =
                catchThrowableOfType(KvPropertyException.class, () -> config(Map.of(PropertyNames.of(path), value)));
        assertThat(ofProperty.getMessage()).endsWith(": " + ofTree.getMessage()).startsWith("kvstore.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kvstore.shard[0].name | kvstore.backpressure, kvstore.batch-bytes,",
                "kvstore.pool.size | kvstore.pool.acquire-timeout, kvstore.pool.connect-timeout,",
                "kvstore.reaper.intervall | kvstore.reaper.batch-rows, kvstore.reaper.budget, kvstore.reaper.grace,"
                        + " kvstore.reaper.interval, kvstore.reaper.pause",
            })
    void unknownPropertyIsNamedWithThoseThatAreKnown(String name, String known) {
        assertThat(catchThrowableOfType(
                        KvPropertyException.class,
                        () -> UnknownProperties.refuse(environment(Map.of(name, "s3cret"), Map.of()))))
                .hasMessageContaining(name + ": unknown property; known here: " + known)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void unknownSettingOfAShardIsNamed() {
        Map<String, Object> properties = new HashMap<>(shard(0, "a"));
        properties.put("kvstore.shards[0].ulr", "s3cret");
        assertThat(catchThrowableOfType(
                        KvPropertyException.class, () -> new KvProperties(environment(properties, Map.of())).shards()))
                .hasMessage(
                        "kvstore.shards[0].ulr: unknown key 'shards[0].ulr'; known here: name, password, url, user, weight");
    }
}
