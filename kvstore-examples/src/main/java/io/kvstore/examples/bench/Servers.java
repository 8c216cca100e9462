package io.kvstore.examples.bench;

import io.kvstore.KvConfig;
import org.jspecify.annotations.Nullable;

/** The servers of a run, and what baselines share on them. Not thread-safe. */
final class Servers implements AutoCloseable {

    private final KvConfig config;
    private @Nullable PlainRows rows;

    Servers(KvConfig config) {
        this.config = config;
    }

    /** The store's: its shards, ring and driver settings are those of the baselines. */
    KvConfig config() {
        return config;
    }

    /** The rows of the plain baselines, made when the first of them asks. */
    PlainRows plainRows() {
        if (rows == null) {
            rows = new PlainRows(config);
        }
        return rows;
    }

    @Override
    public void close() {
        if (rows != null) {
            rows.close();
        }
    }
}
