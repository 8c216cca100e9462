package io.kvstore.examples.bench;

import io.kvstore.KvConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The servers of a run, and the rows that baselines share. Not thread-safe. */
final class Servers implements AutoCloseable {

    private final KvConfig config;
    private final Map<Class<?>, SharedRows> rows = new LinkedHashMap<>();

    Servers(KvConfig config) {
        this.config = config;
    }

    /** The config of the store. The baselines use its shards, ring and driver settings. */
    KvConfig config() {
        return config;
    }

    /** The rows of the plain baselines. */
    PlainRows plainRows() {
        return rows(PlainRows.class, PlainRows::new);
    }

    /** Returns the rows of one kind. The first call creates them. */
    <R extends SharedRows> R rows(Class<R> kind, Function<KvConfig, R> making) {
        return kind.cast(rows.computeIfAbsent(kind, absent -> making.apply(config)));
    }

    @Override
    public void close() {
        rows.values().forEach(SharedRows::close);
    }
}
