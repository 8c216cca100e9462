package io.kvstore.examples.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.kvstore.KvConfig;
import io.kvstore.ShardConfig;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.TypeConversionException;

/** What the store can be measured against, on the same servers. */
enum Baseline {
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

    Contender open(String name, Servers servers, int connections) {
        KvConfig config = servers.config();
        return new PlainContender(
                name, servers, shard -> open(shard, PlainPool.open("bench-" + name, shard, config, connections)));
    }

    /** Reads a name of the command line. */
    static Baseline parse(String name) {
        return Arrays.stream(values())
                .filter(baseline -> baseline.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "'" + name + "' is no baseline that I know: " + Arrays.toString(values())));
    }

    /** The name on the command line, in the table and in JSON. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
