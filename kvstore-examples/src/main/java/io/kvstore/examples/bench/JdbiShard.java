package io.kvstore.examples.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.kvstore.ShardConfig;
import java.sql.Types;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** One shard of the JDBI baseline: a pool and statements with named parameters. Thread-safe. */
final class JdbiShard implements PlainShard {

    private final String get;
    private final String put;
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
    public void close() {
        pool.close();
    }
}
