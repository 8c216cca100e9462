package io.kvstore.examples.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.kvstore.ShardConfig;
import java.util.Locale;

/** Those that need no more than JDBC or a layer on it: each routes keys by the store's ring, on the rows that all share. */
enum PlainBaseline implements Baseline {
    /** What a good engineer writes without a library: JDBC, HikariCP and server-side prepared statements. */
    RAW {
        @Override
        PlainShard open(ShardConfig shard, HikariDataSource pool) {
            return new RawShard(shard, pool);
        }
    },
    /** The same with JDBI 3, as its guide has it. */
    JDBI {
        @Override
        PlainShard open(ShardConfig shard, HikariDataSource pool) {
            return new JdbiShard(shard, pool);
        }
    };

    /** Opens one shard; what it returns owns the pool. */
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
