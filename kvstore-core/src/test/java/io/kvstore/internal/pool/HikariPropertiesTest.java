package io.kvstore.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.zaxxer.hikari.HikariConfig;
import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;
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
                .withConnections(7, 3)
                .withTimeouts(
                        Duration.ofMillis(400), Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(1)));
        assertThat(seen.getPoolName()).isEqualTo("kvstore-eu-1");
        assertThat(seen.getMaximumPoolSize()).isEqualTo(7);
        assertThat(seen.getMinimumIdle()).isEqualTo(3);
        assertThat(seen.getConnectionTimeout()).isEqualTo(400);
        assertThat(seen.getValidationTimeout()).isEqualTo(400);
        assertThat(seen.getInitializationFailTimeout()).isNegative();
        assertThat(seen.getTransactionIsolation()).isEqualTo("TRANSACTION_READ_COMMITTED");
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
                "dataSource",
                "dataSourceClassName",
                "driverClassName",
                "jdbcUrl",
                "maximumPoolSize",
                "username",
                "password"
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
}
