package io.kvstore.examples.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.kvstore.ShardConfig;
import io.kvstore.examples.bench.ConditionalWrites.CompareAndSet;
import io.kvstore.examples.bench.PlainTable.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** One shard of the raw baseline: a pool and its statements. Thread-safe. */
final class RawShard implements PlainShard {

    private final String get;
    private final String put;
    private final RawConditionalWrites conditional;
    private final RawCounters counters;
    private final HikariDataSource pool;

    RawShard(ShardConfig shard, HikariDataSource pool) {
        PlainDialect dialect = PlainDialect.of(shard);
        get = dialect.fill("SELECT v FROM " + PlainTable.NAME + " WHERE k = ? AND expires_at > {ms}");
        put = PlainTable.upsert(dialect, 1);
        conditional = new RawConditionalWrites(dialect, pool);
        counters = new RawCounters(dialect, pool);
        this.pool = pool;
    }

    @Override
    public Optional<byte[]> get(byte[] key) {
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

    @Override
    public void put(byte[] key, byte[] value) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(put)) {
            Row.bind(statement, List.of(new Row(key, value)));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new BenchException("raw put", e);
        }
    }

    @Override
    public boolean expire(byte[] key, long ttlMillis) {
        return conditional.expire(key, ttlMillis);
    }

    @Override
    public boolean putIfAbsent(byte[] key, byte[] value) {
        return conditional.putIfAbsent(key, value);
    }

    @Override
    public CompareAndSet compareAndSet(byte[] key, byte[] value) {
        return conditional.compareAndSet(key, value);
    }

    @Override
    public boolean delete(byte[] key) {
        return conditional.delete(key);
    }

    @Override
    public Optional<byte[]> getAndExpire(byte[] key, long ttlMillis) {
        return conditional.getAndExpire(key, ttlMillis);
    }

    @Override
    public long increment(byte[] key) {
        return counters.increment(key);
    }

    @Override
    public void close() {
        pool.close();
    }
}
