package io.kvstore.examples.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.config.ConfigFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The adapters for ShedLock, Bucket4j and Spring Session against the providers of these libraries for MySQL. Both sides use the first
 * server of the config file, with pools of the same size, and take turns.
 *
 * <p>Arguments: the config file, the number of rounds (5), and the seconds of each measurement (3).
 */
public final class AdapterBench {

    private static final String NAMESPACE = "adapter_bench";

    private AdapterBench() {}

    /** Runs all workloads and prints the results. */
    public static void main(String[] args) {
        if (args.length == 0) {
            throw new IllegalArgumentException("arguments: <config file> [rounds] [seconds]");
        }
        Duel duel = new Duel(
                args.length > 1 ? Integer.parseInt(args[1]) : 5,
                Duration.ofSeconds(args.length > 2 ? Long.parseLong(args[2]) : 3));
        Path file = Path.of(args[0]);
        KvConfig config = ConfigFile.read(file)
                .shards(List.of(ConfigFile.read(file).build().shards().get(0)))
                .namespace(NAMESPACE)
                .build();
        BenchTables.drop(config);
        PeerTables tables = new PeerTables(config);
        tables.create();
        try (KvStore store = KvStore.open(config);
                HikariDataSource pool = PlainPool.open(
                        "peer", config.shards().get(0), config, config.pool().maxConnections())) {
            for (int callers : new int[] {1, 64}) {
                duel.run("lock cycles, 64 names", callers, LockCycles.ofKvstore(store), LockCycles.ofJdbc(pool));
            }
            for (int callers : new int[] {1, 64}) {
                duel.run("tokens, 10,000 buckets", callers, Buckets.ofKvstore(store), Buckets.ofMySql(pool));
            }
            Duel.Side ours = SessionRequests.ofKvstore(store);
            Duel.Side theirs = SessionRequests.ofJdbc(pool);
            for (int callers : new int[] {1, 64}) {
                duel.run("requests, 10,000 sessions", callers, ours, theirs);
            }
        } finally {
            tables.drop();
            BenchTables.drop(config);
        }
    }
}
