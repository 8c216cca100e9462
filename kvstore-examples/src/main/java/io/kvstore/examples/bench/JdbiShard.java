package io.kvstore.examples.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.zaxxer.hikari.HikariDataSource;
import io.kvstore.ShardConfig;
import io.kvstore.examples.bench.ConditionalWrites.CompareAndSet;
import java.sql.Types;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** One shard of the JDBI baseline: a pool, and statements with named parameters. Thread-safe. */
final class JdbiShard implements PlainShard {

    private final String get;
    private final String put;
    private final ConditionalSql sql;
    private final boolean lastInsertId;
    private final HikariDataSource pool;
    private final Jdbi jdbi;

    JdbiShard(ShardConfig shard, HikariDataSource pool) {
        PlainDialect dialect = PlainDialect.of(shard);
        get = dialect.fill("SELECT v FROM " + PlainTable.NAME + " WHERE k = :key AND expires_at > {ms}");
        put = dialect.fill("INSERT INTO " + PlainTable.NAME + """
                 (k, v, version, expires_at)
                VALUES (:key, :value, {us}, COALESCE({ms} + :ttl, 9223372036854775807))
                ON DUPLICATE KEY UPDATE
                v = VALUES(v), version = GREATEST(version + 1, VALUES(version)), expires_at = VALUES(expires_at)""");
        sql = ConditionalSql.named(dialect);
        lastInsertId = dialect.hasLastInsertId();
        this.pool = pool;
        jdbi = Jdbi.create(pool);
    }

    @Override
    public Optional<byte[]> get(byte[] key) {
        return jdbi.withHandle(handle ->
                handle.createQuery(get).bind("key", key).mapTo(byte[].class).findOne());
    }

    @Override
    public void put(byte[] key, byte[] value) {
        jdbi.useHandle(handle -> handle.createUpdate(put)
                .bind("key", key)
                .bind("value", value)
                .bindNull("ttl", Types.BIGINT)
                .execute());
    }

    @Override
    public boolean expire(byte[] key, long ttlMillis) {
        return jdbi.withHandle(handle -> expire(handle, key, ttlMillis));
    }

    private boolean expire(Handle handle, byte[] key, long ttlMillis) {
        return handle.createUpdate(sql.expire())
                        .bind("ttl", ttlMillis)
                        .bind("key", key)
                        .execute()
                > 0;
    }

    @Override
    public boolean delete(byte[] key) {
        return jdbi.withHandle(
                handle -> handle.createUpdate(sql.delete()).bind("key", key).execute() > 0);
    }

    /** Runs both statements on one connection, each in its own transaction. */
    @Override
    public Optional<byte[]> getAndExpire(byte[] key, long ttlMillis) {
        return jdbi.withHandle(
                handle -> expire(handle, key, ttlMillis) ? find(handle, key).map(Found::value) : Optional.empty());
    }

    @Override
    public long increment(byte[] key) {
        if (lastInsertId) {
            return jdbi.withHandle(handle -> handle.createUpdate(sql.increment())
                    .bind("key", key)
                    .executeAndReturnGeneratedKeys()
                    .mapTo(Long.class)
                    .one());
        }
        return jdbi.inTransaction(handle -> {
            handle.createUpdate(sql.increment()).bind("key", key).execute();
            return Long.parseLong(new String(find(handle, key).orElseThrow().value(), US_ASCII));
        });
    }

    @Override
    public boolean putIfAbsent(byte[] key, byte[] value) {
        return jdbi.withHandle(handle -> handle.createUpdate(sql.putIfAbsent())
                        .bind("key", key)
                        .bind("value", value)
                        .execute()
                > 0);
    }

    /** Runs both statements on one connection, each in its own transaction. */
    @Override
    public CompareAndSet compareAndSet(byte[] key, byte[] value) {
        return jdbi.withHandle(handle -> {
            Optional<Found> found = find(handle, key);
            return new CompareAndSet(
                    found.map(Found::value),
                    found.isPresent() && set(handle, key, found.get().version(), value));
        });
    }

    private Optional<Found> find(Handle handle, byte[] key) {
        return handle.createQuery(sql.find())
                .bind("key", key)
                .map((row, context) -> new Found(row.getBytes(1), row.getLong(2)))
                .findOne();
    }

    private boolean set(Handle handle, byte[] key, long version, byte[] value) {
        return handle.createUpdate(sql.compareAndSet())
                        .bind("value", value)
                        .bind("key", key)
                        .bind("version", version)
                        .execute()
                > 0;
    }

    @Override
    public void close() {
        pool.close();
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Found(byte[] value, long version) {}
}
