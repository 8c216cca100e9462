package io.kvstore.examples.bench;

import io.kvstore.KvConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The tables that the providers of ShedLock and Bucket4j need, as their manuals say. */
final class PeerTables {

    static final String LOCKS = "adapter_bench_shedlock";
    static final String BUCKETS = "adapter_bench_bucket";

    private final KvConfig config;

    PeerTables(KvConfig config) {
        this.config = config;
    }

    void create() {
        drop();
        execute("CREATE TABLE " + LOCKS + " (name VARCHAR(64) NOT NULL, lock_until TIMESTAMP(3) NOT NULL,"
                + " locked_at TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), locked_by VARCHAR(255) NOT NULL,"
                + " PRIMARY KEY (name))");
        execute("CREATE TABLE " + BUCKETS + " (id BIGINT PRIMARY KEY, state BLOB, expires_at BIGINT)");
    }

    void drop() {
        execute("DROP TABLE IF EXISTS " + LOCKS);
        execute("DROP TABLE IF EXISTS " + BUCKETS);
    }

    private void execute(String sql) {
        try (Connection connection = PlainPool.connect(config.shards().get(0), config.pool());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new BenchException(sql, e);
        }
    }
}
