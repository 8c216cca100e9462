package io.kvstore.examples.bench;

import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import io.kvstore.examples.bench.PlainTable.Row;
import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Keeps one connection busy: sends the next statement as soon as the answer to the last is checked. */
final class LimitThread implements Callable<Void> {

    private final ShardConfig shard;
    private final PoolConfig pool;
    private final LimitKeys keys;
    private final Workload workload;
    private final Window window;
    private final SplittableRandom random;
    private final Latencies latencies;

    LimitThread(
            ShardConfig shard,
            PoolConfig pool,
            LimitKeys keys,
            Workload workload,
            Window window,
            SplittableRandom random,
            Latencies latencies) {
        this.shard = shard;
        this.pool = pool;
        this.keys = keys;
        this.workload = workload;
        this.window = window;
        this.random = random;
        this.latencies = latencies;
    }

    @Override
    public @Nullable Void call() throws SQLException {
        try (LimitShard statements = new LimitShard(shard, pool, keys.perStatement())) {
            window.enter();
            while (!window.isOver(System.nanoTime())) {
                if (workload.isGet(random)) {
                    get(statements);
                } else {
                    put(statements);
                }
            }
        } catch (SQLException | RuntimeException | Error e) {
            window.abort();
            throw e;
        }
        return null;
    }

    private void get(LimitShard statements) throws SQLException {
        List<byte[]> chosen = keys.next();
        long start = System.nanoTime();
        List<byte[]> values = statements.get(chosen);
        long took = System.nanoTime() - start;
        keys.check(values);
        if (window.measures(start)) {
            latencies.gets().recordValueWithCount(took, chosen.size());
        }
    }

    private void put(LimitShard statements) throws SQLException {
        List<Row> rows = keys.nextRows();
        long start = System.nanoTime();
        statements.put(rows);
        long took = System.nanoTime() - start;
        if (window.measures(start)) {
            latencies.puts().recordValueWithCount(took, rows.size());
        }
    }
}
