package io.kvstore.examples.bench;

import io.kvstore.ShardConfig;

/**
 * ShardingSphere-JDBC, a driver that shards: one data source for all servers, with a table whose rows it places by
 * {@code HASH_MOD} on the key, set up as its
 * <a href="https://shardingsphere.apache.org/document/current/en/user-manual/shardingsphere-jdbc/java-api/rules/sharding/">manual</a>
 * has it. Pools, driver settings, columns and the meaning of get and put are those of raw.
 */
public final class ShardingSphere implements Baseline {

    @Override
    public String label() {
        return "shardingsphere";
    }

    @Override
    public Contender open(String name, Servers servers, int connections) {
        for (ShardConfig shard : servers.config().shards()) {
            Limits.that(
                    PlainDialect.of(shard) == PlainDialect.MYSQL,
                    "--baseline shardingsphere speaks MySQL, and shard '%s' is H2: name servers with --config",
                    shard.name());
        }
        ShardingSphereRows rows = servers.rows(ShardingSphereRows.class, ShardingSphereRows::new);
        return new ShardingSphereContender(name, rows, new ShardingSphereSource(name, servers.config(), connections));
    }
}
