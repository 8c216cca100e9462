package io.kvstore.examples.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.kvstore.ShardConfig;
import java.util.Locale;

/**
 * The baselines that need only JDBC, or a thin layer on it. They choose the shard of a key by the store's ring, and all
 * of them use the same rows.
 */
enum PlainBaseline implements Baseline {
    /** JDBC, HikariCP and server-side prepared statements, as a good engineer would use them without a library. */
    RAW {
        @Override
        PlainShard open(ShardConfig shard, HikariDataSource pool) {
            return new RawShard(shard, pool);
        }
    },
    /** The same with JDBI 3, as its guide recommends. */
    JDBI {
        @Override
        PlainShard open(ShardConfig shard, HikariDataSource pool) {
            return new JdbiShard(shard, pool);
        }
    };

    /** Opens one shard. The result owns the pool. */
    abstract PlainShard open(ShardConfig shard, HikariDataSource pool);

    @Override
    public Contender open(String name, Servers servers, int connections) {
        return new PlainContender(
                name,
                servers,
                shard -> open(shard, PlainPool.open("bench-" + name, shard, servers.config(), connections)));
    }

    @Override
    public boolean writesConditionally() {
        return true;
    }

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
