package io.kvstore.examples.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.kvstore.KvConfig;
import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/** The connections of a plain baseline to one shard: a HikariCP pool of fixed size, as its authors recommend. */
final class PlainPool {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    private PlainPool() {}

    static HikariDataSource open(String name, ShardConfig shard, KvConfig config, int connections) {
        HikariConfig hikari = new HikariConfig();
        hikari.setPoolName(name + "-" + shard.name());
        hikari.setJdbcUrl(PlainDialect.of(shard).url(shard));
        hikari.setUsername(shard.user());
        hikari.setPassword(shard.password());
        hikari.setDataSourceProperties(properties(shard, config.pool()));
        hikari.setMaximumPoolSize(connections);
        hikari.setMinimumIdle(connections);
        hikari.setInitializationFailTimeout(START_TIMEOUT.toMillis());
        hikari.setConnectionTimeout(timeout(config).toMillis());
        hikari.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        try {
            return new HikariDataSource(hikari);
        } catch (PoolInitializationException e) {
            throw new BenchException("shard '" + shard.name() + "'", e);
        }
    }

    /**
     * How long a caller waits for a connection: HikariCP's default, or the timeout of the store's lanes if that is
     * longer.
     */
    static Duration timeout(KvConfig config) {
        Duration lanes = config.lanes().timeout();
        return lanes.compareTo(DEFAULT_TIMEOUT) > 0 ? lanes : DEFAULT_TIMEOUT;
    }

    /** Opens a connection outside any pool. The caller closes it. */
    static Connection connect(ShardConfig shard, PoolConfig config) throws SQLException {
        Properties properties = properties(shard, config);
        properties.setProperty("user", shard.user());
        properties.setProperty("password", shard.password());
        return DriverManager.getConnection(PlainDialect.of(shard).url(shard), properties);
    }

    /** The properties for the driver. */
    static Properties properties(ShardConfig shard, PoolConfig config) {
        Properties properties = new Properties();
        PlainDialect.of(shard).addDefaults(shard, properties, config);
        properties.putAll(config.driverProperties());
        return properties;
    }
}
