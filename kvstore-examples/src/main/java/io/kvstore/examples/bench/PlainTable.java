package io.kvstore.examples.bench;

import static java.util.Collections.nCopies;

import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;

/**
 * The table of the plain baselines on one shard. Opening it drops an older table and creates a new one. Not
 * thread-safe.
 */
final class PlainTable implements AutoCloseable {

    static final String NAME = "bench_raw";

    private static final String ROW = "(?, ?, {us}, COALESCE({ms} + ?, 9223372036854775807))";

    private final String shard;
    private final PlainDialect dialect;
    private final Connection connection;

    PlainTable(ShardConfig shard, PoolConfig config) {
        this.shard = shard.name();
        dialect = PlainDialect.of(shard);
        try {
            connection = PlainPool.connect(shard, config);
        } catch (SQLException e) {
            throw failure(e);
        }
        try {
            drop();
            execute(dialect.ddl(NAME));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * A statement that sets a number of rows. The parameters of a row are key, value, and time-to-live in ms or null.
     */
    static String upsert(PlainDialect dialect, int rows) {
        return upsert(dialect, NAME, rows);
    }

    /** The same for another table with the same columns. */
    static String upsert(PlainDialect dialect, String table, int rows) {
        return dialect.fill("INSERT INTO " + table + " (k, v, version, expires_at) VALUES "
                + String.join(", ", nCopies(rows, ROW))
                + """
                 ON DUPLICATE KEY UPDATE
                v = VALUES(v), version = GREATEST(version + 1, VALUES(version)), expires_at = VALUES(expires_at)""");
    }

    void put(List<Row> rows) {
        try (PreparedStatement statement = connection.prepareStatement(upsert(dialect, rows.size()))) {
            Row.bind(statement, rows);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    void drop() {
        execute("DROP TABLE IF EXISTS " + NAME);
    }

    private void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private BenchException failure(SQLException e) {
        return new BenchException("shard '" + shard + "'", e);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /**
     * A key and its value, without a time-to-live.
     *
     * @param key in UTF-8
     * @param value any bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Row(byte[] key, byte[] value) {

        /** Binds the parameters of {@link #upsert}. */
        static void bind(PreparedStatement statement, List<Row> rows) throws SQLException {
            int parameter = 1;
            for (Row row : rows) {
                statement.setBytes(parameter++, row.key());
                statement.setBytes(parameter++, row.value());
                statement.setNull(parameter++, Types.BIGINT);
            }
        }
    }
}
