package io.kvstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kvstore.internal.engine.Dialects;
import io.kvstore.internal.pool.ConnectionPool;
import io.kvstore.internal.pool.Threads;
import io.kvstore.internal.sql.Columns;
import io.kvstore.internal.sql.Dialect;
import io.kvstore.internal.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The statements of the store without the store, on the table of its namespace, with HikariCP and the same driver
 * settings. One shard, so that keys need no position.
 */
final class PlainJdbc implements AutoCloseable {

    private final String namespace;
    private final Statements sql;
    private final ScheduledExecutorService housekeeping = Threads.housekeeping();
    private final ConnectionPool pool;

    PlainJdbc(KvConfig config) {
        ShardConfig shard = config.shards().get(0);
        Dialect dialect = Dialects.of(shard);
        namespace = config.namespace();
        sql = dialect.statements(namespace);
        pool = new ConnectionPool(shard, config.pool(), dialect, (connection, facts) -> {}, housekeeping);
    }

    Optional<byte[]> get(String key) throws SQLException {
        try (Connection connection = pool.borrow();
                PreparedStatement statement = connection.prepareStatement(sql.get(Columns.VALUE))) {
            statement.setBytes(1, key.getBytes(UTF_8));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
        }
    }

    boolean put(String key, byte[] value) throws SQLException {
        try (Connection connection = pool.borrow();
                PreparedStatement statement = connection.prepareStatement(sql.put.alone())) {
            statement.setBytes(1, key.getBytes(UTF_8));
            statement.setBytes(2, value);
            statement.setNull(3, Types.BIGINT);
            return statement.executeUpdate() > 0;
        }
    }

    /** Drops the namespace. */
    void drop() throws SQLException {
        try (Connection connection = pool.borrow();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE " + Dialect.table(namespace));
            statement.execute("DELETE FROM " + Dialect.META_TABLE + " WHERE namespace = '" + namespace + "'");
        }
    }

    @Override
    public void close() {
        pool.close();
        housekeeping.shutdownNow();
    }
}
