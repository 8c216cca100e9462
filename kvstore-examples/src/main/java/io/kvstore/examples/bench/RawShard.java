package io.kvstore.examples.bench;

import static java.util.Collections.nCopies;

import com.zaxxer.hikari.HikariDataSource;
import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;

/** One shard of the raw baseline: a pool and a table. Thread-safe. */
final class RawShard implements AutoCloseable {

    private static final String ROW = "(?, ?, {us}, COALESCE({ms} + ?, 9223372036854775807))";

    private final RawDialect dialect;
    private final String get;
    private final String put;
    private final HikariDataSource pool;

    RawShard(ShardConfig shard, PoolConfig config, int connections) {
        dialect = RawDialect.of(shard);
        get = dialect.fill("SELECT v FROM bench_raw WHERE k = ? AND expires_at > {ms}");
        put = upsert(1);
        pool = RawPool.open(shard, config, connections);
        try {
            RawPool.execute(pool, "DROP TABLE IF EXISTS bench_raw", dialect.ddl());
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private String upsert(int rows) {
        return dialect.fill("INSERT INTO bench_raw (k, v, version, expires_at) VALUES "
                + String.join(", ", nCopies(rows, ROW))
                + """
                 ON DUPLICATE KEY UPDATE
                v = VALUES(v), version = GREATEST(version + 1, VALUES(version)), expires_at = VALUES(expires_at)""");
    }

    Optional<byte[]> get(byte[] key) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(get)) {
            statement.setBytes(1, key);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new BenchException("raw get", e);
        }
    }

    void putAll(List<RawJdbcContender.Row> rows) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(rows.size() == 1 ? put : upsert(rows.size()))) {
            int parameter = 1;
            for (RawJdbcContender.Row row : rows) {
                statement.setBytes(parameter++, row.key());
                statement.setBytes(parameter++, row.value());
                statement.setNull(parameter++, Types.BIGINT);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new BenchException("raw put", e);
        }
    }

    void drop() {
        RawPool.execute(pool, "DROP TABLE IF EXISTS bench_raw");
    }

    @Override
    public void close() {
        pool.close();
    }
}
