package io.kvstore.examples.bench;

import io.kvstore.ShardConfig;

/**
 * ShardingSphere-JDBC, a driver that shards. One data source spans all servers. It places rows by {@code HASH_MOD} on
 * the key, as in its
 * <a href="https://shardingsphere.apache.org/document/current/en/user-manual/shardingsphere-jdbc/java-api/rules/sharding/">manual</a>.
 * Pools, driver settings, columns and the effect of get and put are those of raw.
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
