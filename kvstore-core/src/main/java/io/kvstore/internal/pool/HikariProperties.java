package io.kvstore.internal.pool;

import com.zaxxer.hikari.HikariConfig;
import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import io.kvstore.internal.Checks;
import java.util.Properties;
import java.util.Set;

/** The configuration of HikariCP, by its bean names. */
final class HikariProperties {

    /** Properties that users cannot set: statements rely on them, or the configuration of the shard has them. */
    static final Set<String> OURS = Set.of(
            // would run or change state after the session was set up and verified
            "connectionInitSql",
            "connectionTestQuery",
            "autoCommit",
            "readOnly",
            "transactionIsolation",
            "catalog",
            "schema",
            "isolateInternalQueries",
            // decide where connections come from, and which are kept
            "dataSource",
            "dataSourceClassName",
            "dataSourceJNDI",
            "dataSourceProperties",
            "driverClassName",
            "jdbcUrl",
            "maximumPoolSize", // lanes rely on pool.maxConnections
            "username",
            "password",
            "credentials",
            "credentialsProvider",
            "credentialsProviderClassName",
            "exceptionOverride",
            "exceptionOverrideClassName",
            // in a suspended pool callers wait for ever
            "allowPoolSuspension",
            "scheduledExecutor",
            "threadFactory");

    private HikariProperties() {}

    /** Rejects properties that HikariCP does not know or cannot read. */
    static HikariConfig config(ShardConfig shard, PoolConfig config) {
        Properties properties = of(shard, config);
        try {
            HikariConfig hikari = new HikariConfig(properties);
            hikari.setConnectionInitSql(null); // a file named by -Dhikaricp.configurationFile may set them
            hikari.setConnectionTestQuery(null);
            hikari.setCatalog(null);
            hikari.setSchema(null);
            hikari.setTransactionIsolation(null);
            hikari.setAutoCommit(true);
            hikari.setReadOnly(false);
            return hikari;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("pool.hikariProperties: " + e.getMessage(), e);
        }
    }

    private static Properties of(ShardConfig shard, PoolConfig config) {
        for (String name : config.hikariProperties().keySet()) {
            Checks.that(
                    !OURS.contains(name) && !name.startsWith("dataSource."),
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
        properties.putAll(config.hikariProperties());
        return properties;
    }
}
