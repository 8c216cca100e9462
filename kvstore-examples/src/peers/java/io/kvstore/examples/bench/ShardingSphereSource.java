package io.kvstore.examples.bench;

import io.kvstore.KvConfig;
import io.kvstore.ShardConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.apache.shardingsphere.driver.api.ShardingSphereDataSourceFactory;
import org.apache.shardingsphere.infra.algorithm.core.config.AlgorithmConfiguration;
import org.apache.shardingsphere.infra.config.mode.ModeConfiguration;
import org.apache.shardingsphere.mode.repository.standalone.StandalonePersistRepositoryConfiguration;
import org.apache.shardingsphere.sharding.api.config.ShardingRuleConfiguration;
import org.apache.shardingsphere.sharding.api.config.rule.ShardingAutoTableRuleConfiguration;
import org.apache.shardingsphere.sharding.api.config.strategy.sharding.StandardShardingStrategyConfiguration;

/** One data source of ShardingSphere, with a pool for each server. Thread-safe. */
final class ShardingSphereSource implements AutoCloseable {

    /** The table on shard i is called by this name, an underscore, and i. */
    static final String TABLE = "bench_shardingsphere";

    private static final String DATABASE = "bench";
    private static final String ALGORITHM = "by_key";

    private final DataSource source;

    ShardingSphereSource(String name, KvConfig config, int connections) {
        Map<String, DataSource> pools = new LinkedHashMap<>();
        for (ShardConfig shard : config.shards()) {
            pools.put("ds_" + pools.size(), PlainPool.open("bench-" + name, shard, config, connections));
        }
        try {
            source = ShardingSphereDataSourceFactory.createDataSource(
                    DATABASE, mode(name), pools, List.of(rule(pools)), new Properties());
        } catch (SQLException e) {
            throw new BenchException(name, e);
        }
    }

    /** The default mode, but separate from other sources in this process. */
    private static ModeConfiguration mode(String name) {
        Properties repository = new Properties();
        repository.setProperty(
                "jdbc_url", "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=0;DATABASE_TO_UPPER=false;MODE=MYSQL");
        return new ModeConfiguration("Standalone", new StandalonePersistRepositoryConfiguration("JDBC", repository));
    }

    private static ShardingRuleConfiguration rule(Map<String, DataSource> pools) {
        ShardingAutoTableRuleConfiguration table =
                new ShardingAutoTableRuleConfiguration(TABLE, String.join(",", pools.keySet()));
        table.setShardingStrategy(new StandardShardingStrategyConfiguration("k", ALGORITHM));
        Properties shards = new Properties();
        shards.setProperty("sharding-count", Integer.toString(pools.size()));
        ShardingRuleConfiguration rule = new ShardingRuleConfiguration();
        rule.getAutoTables().add(table);
        rule.getShardingAlgorithms().put(ALGORITHM, new AlgorithmConfiguration("HASH_MOD", shards));
        return rule;
    }

    Connection connection() throws SQLException {
        return source.getConnection();
    }

    /** Also closes the pools. */
    @Override
    public void close() {
        try {
            if (source instanceof AutoCloseable closeable) {
                closeable.close();
            }
        } catch (Exception e) {
            throw new BenchException("shardingsphere", e);
        }
    }
}
