package io.kvstore.internal.pool;

import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import io.kvstore.internal.Checks;
import java.util.Properties;
import java.util.Set;

/** What HikariCP is told, by its bean names. */
final class HikariProperties {

    /** Statements rely on these, or they belong to the shard's own config. */
    private static final Set<String> OURS = Set.of(
            "autoCommit",
            "readOnly",
            "transactionIsolation",
            "dataSource",
            "dataSourceClassName",
            "driverClassName",
            "jdbcUrl",
            "username",
            "password");

    private HikariProperties() {}

    static Properties of(ShardConfig shard, PoolConfig config) {
        for (String name : config.hikariProperties().keySet()) {
            Checks.that(
                    !OURS.contains(name),
                    "pool.hikariProperties sets %s, which the store sets itself: remove it",
                    name);
        }
        long acquire = config.acquireTimeout().toMillis();
        Properties properties = new Properties();
        properties.setProperty("poolName", "kvstore-" + shard.name());
        properties.setProperty("maximumPoolSize", Integer.toString(config.maxConnections()));
        properties.setProperty("minimumIdle", Integer.toString(config.minIdle()));
        properties.setProperty("connectionTimeout", Long.toString(acquire));
        properties.setProperty("validationTimeout", Long.toString(acquire));
        properties.setProperty("initializationFailTimeout", "-1"); // a dead shard does not stop the others
        properties.setProperty("transactionIsolation", "TRANSACTION_READ_COMMITTED");
        properties.putAll(config.hikariProperties());
        return properties;
    }
}
