package io.kvstore.examples.bench;

import io.kvstore.KvConfig;
import java.util.Locale;
import java.util.function.BiFunction;

/** What the store can be measured against, on the same servers. */
enum Baseline {
    /** What a good engineer writes without a library: JDBC, HikariCP and server-side prepared statements. */
    RAW(RawJdbcContender::new);

    private final BiFunction<KvConfig, Integer, Contender> factory;

    Baseline(BiFunction<KvConfig, Integer, Contender> factory) {
        this.factory = factory;
    }

    /** The name on the command line, in the table and in JSON. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    Contender open(KvConfig config, int connections) {
        return factory.apply(config, connections);
    }
}
