package io.kvstore.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.zaxxer.hikari.HikariConfig;
import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HikariPropertiesTest {

    private static final ShardConfig SHARD = ShardConfig.of("eu-1", "jdbc:h2:mem:x", "sa", "hush");

    private static HikariConfig seenByHikari(PoolConfig pool) {
        return HikariProperties.config(SHARD, pool);
    }

    @Test
    void hikariIsToldTheSizesAndTimeoutsOfThePool() {
        HikariConfig seen = seenByHikari(PoolConfig.defaults()
                .withMaxConnections(7)
                .withMinIdle(3)
                .withAcquireTimeout(Duration.ofMillis(400))
                .withConnectTimeout(Duration.ofSeconds(1))
                .withSocketTimeout(Duration.ofSeconds(5))
                .withLockWaitTimeout(Duration.ofSeconds(1)));
        assertThat(seen.getPoolName()).isEqualTo("kvstore-eu-1");
        assertThat(seen.getMaximumPoolSize()).isEqualTo(7);
        assertThat(seen.getMinimumIdle()).isEqualTo(3);
        assertThat(seen.getConnectionTimeout()).isEqualTo(400);
        assertThat(seen.getValidationTimeout()).isEqualTo(400);
        assertThat(seen.getInitializationFailTimeout()).isNegative();
        assertThat(seen.getTransactionIsolation()).isNull(); // the session's set-up has set it
        assertThat(seen.isAutoCommit()).isTrue();
    }

    @Test
    void propertyOfTheUserWinsOverTheDefault() {
        HikariConfig seen = seenByHikari(PoolConfig.defaults()
                .withHikariProperty("maxLifetime", "60000")
                .withHikariProperty("validationTimeout", "300"));
        assertThat(seen.getMaxLifetime()).isEqualTo(60_000);
        assertThat(seen.getValidationTimeout()).isEqualTo(300);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "autoCommit",
                "readOnly",
                "transactionIsolation",
                "connectionInitSql",
                "connectionTestQuery",
                "catalog",
                "schema",
                "isolateInternalQueries",
                "allowPoolSuspension",
                "exceptionOverride",
                "exceptionOverrideClassName",
                "credentials",
                "credentialsProvider",
                "credentialsProviderClassName",
                "dataSource",
                "dataSource.sessionVariables",
                "dataSourceClassName",
                "dataSourceJNDI",
                "dataSourceProperties",
                "driverClassName",
                "jdbcUrl",
                "maximumPoolSize",
                "username",
                "password",
                "scheduledExecutor",
                "threadFactory"
            })
    void propertyThatTheStoreSetsItselfIsRefusedWithoutItsValue(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> seenByHikari(PoolConfig.defaults().withHikariProperty(name, "hush")))
                .withMessage("pool.hikariProperties sets %s, which the store sets itself: remove it", name);
    }

    @Test
    void valueThatHikariCannotReadIsRefused() {
        for (String value : new String[] {"", "soon", "10"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> seenByHikari(PoolConfig.defaults().withHikariProperty("connectionTimeout", value)))
                    .withMessageStartingWith("pool.hikariProperties: ");
        }
    }

    @Test
    void unknownPropertyIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> seenByHikari(PoolConfig.defaults().withHikariProperty("maxLifeTime", "1")))
                .withMessageContaining("pool.hikariProperties")
                .withMessageContaining("maxLifeTime");
    }

    /** HikariCP reads that file for every pool of the process. */
    @Test
    void fileOfHikarisOwnDoesNotUndoTheSession(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("hikari.properties");
        Files.writeString(file, """
                connectionInitSql=SET autocommit=0
                connectionTestQuery=SET autocommit=0
                catalog=other
                schema=other
                transactionIsolation=TRANSACTION_READ_UNCOMMITTED
                autoCommit=false
                readOnly=true
                """);
        System.setProperty("hikaricp.configurationFile", file.toString());
        try {
            HikariConfig seen = seenByHikari(PoolConfig.defaults());
            assertThat(seen.getConnectionInitSql()).isNull();
            assertThat(seen.getConnectionTestQuery()).isNull();
            assertThat(seen.getCatalog()).isNull();
            assertThat(seen.getSchema()).isNull();
            assertThat(seen.getTransactionIsolation()).isNull();
            assertThat(seen.isAutoCommit()).isTrue();
            assertThat(seen.isReadOnly()).isFalse();
        } finally {
            System.clearProperty("hikaricp.configurationFile");
        }
    }

    /** Whoever takes a newer HikariCP looks at what its new properties can do to a session. */
    @Test
    void everyPropertyOfHikariWasLookedAt() throws IntrospectionException {
        List<String> writable = Arrays.stream(
                        Introspector.getBeanInfo(HikariConfig.class).getPropertyDescriptors())
                .filter(property -> property.getWriteMethod() != null)
                .map(PropertyDescriptor::getName)
                .filter(name -> !HikariProperties.OURS.contains(name))
                .toList();
        assertThat(writable)
                .containsExactlyInAnyOrder(
                        "connectionTimeout",
                        "healthCheckProperties",
                        "healthCheckRegistry",
                        "idleTimeout",
                        "initializationFailTimeout",
                        "keepaliveTime",
                        "leakDetectionThreshold",
                        "maxLifetime",
                        "metricRegistry",
                        "metricsTrackerFactory",
                        "minimumIdle",
                        "poolName",
                        "registerMbeans",
                        "validationTimeout");
    }
}
