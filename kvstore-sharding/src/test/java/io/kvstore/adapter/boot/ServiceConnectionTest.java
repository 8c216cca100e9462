package io.kvstore.adapter.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.KvStore;
import io.kvstore.engines.LeakCheck;
import io.kvstore.engines.NeedsMySql;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.lifecycle.TestcontainersLifecycleApplicationContextInitializer;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.mysql.MySQLContainer;

/** A container of a test that is a shard. */
@ExtendWith(LeakCheck.class)
@NeedsMySql
class ServiceConnectionTest {

    // snippet: containers
    @TestConfiguration(proxyBeanMethods = false)
    static class Containers {

        @Bean
        @ServiceConnection
        MySQLContainer mysql() {
            return new MySQLContainer("mysql:9.7");
        }
    }
    // end

    @Configuration(proxyBeanMethods = false)
    static class Named {

        @Bean
        @ServiceConnection("mysql")
        @SuppressWarnings("resource") // Spring closes it
        GenericContainer<?> database() {
            return new MySQLContainer("mysql:9.7")
                    .withUsername("root")
                    .withPassword("secret")
                    .withDatabaseName("kv");
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Containers.class, Named.class})
    void containerOfMySqlIsAShard(Class<?> configuration) {
        Contexts.oneShard() // which counts for nothing
                .withInitializer(new TestcontainersLifecycleApplicationContextInitializer())
                .withConfiguration(AutoConfigurations.of(ServiceConnectionAutoConfiguration.class))
                .withUserConfiguration(configuration)
                .run(context -> {
                    KvStore store = context.getBean(KvStore.class);
                    store.put("k", new byte[] {1}, Duration.ofMinutes(1));
                    assertThat(store.get("k")).contains(new byte[] {1});
                    assertThat(store.admin().stats())
                            .singleElement()
                            .satisfies(stats -> assertThat(stats.server()).startsWith("MySQL 9.7"));
                });
    }
}
