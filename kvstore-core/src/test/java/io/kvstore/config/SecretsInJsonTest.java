package io.kvstore.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import io.kvstore.KvConfig;
import io.kvstore.PoolConfig;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A config that somebody writes out as JSON, by accident or for an endpoint that shows it, keeps its secrets. */
class SecretsInJsonTest {

    private static final KvConfig CONFIG = KvConfig.builder()
            .shard("a", "jdbc:mysql://u:hush1@h/db?password=hush2", "kv", "hush3")
            .pool(PoolConfig.defaults()
                    .withDriverProperty("trustCertificateKeyStorePassword", "hush4")
                    .withHikariProperty("connectionInitSql", "SET @a = 'hush5'"))
            .build();

    @Test
    void jacksonFindsNone() {
        JsonMapper plain = JsonMapper.builder()
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .build();
        JsonMapper nosy = plain.rebuild()
                .changeDefaultVisibility(checker -> checker.withVisibility(PropertyAccessor.FIELD, Visibility.ANY))
                .build();
        for (JsonMapper mapper : List.of(plain, nosy)) {
            assertThat(mapper.writeValueAsString(CONFIG.shards())).doesNotContain("hush");
            assertThat(mapper.writeValueAsString(CONFIG.pool())).doesNotContain("hush");
        }
        assertThat(nosy.writeValueAsString(CONFIG.shards())).contains("\"name\":\"a\"");
    }

    @Test
    void noTextOfAConfigHoldsAny() {
        assertThat(CONFIG.toString() + CONFIG.shards() + CONFIG.pool()).doesNotContain("hush");
    }
}
