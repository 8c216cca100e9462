package io.kvstore.examples.bench;

import io.kvstore.KvConfig;
import java.util.Locale;

/** What the store can be measured against, on the same servers. */
enum Baseline {
    /** What a good engineer writes without a library: JDBC, HikariCP and server-side prepared statements. */
    RAW {
        @Override
        Contender open(KvConfig config, int connections) {
            return new RawJdbcContender(config, connections);
        }
    };

    abstract Contender open(KvConfig config, int connections);

    /** The name on the command line, in the table and in JSON. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
