package io.kvstore.examples.bench;

import io.kvstore.KvConfig;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for baselines. */
final class SetupOptions {

    @Option(
            names = "--baseline",
            split = ",",
            converter = Baselines.class,
            paramLabel = "NAME",
            description = "Also measure these on the same servers, in turn, and print ratios: raw (JDBC and HikariCP),"
                    + " jdbi (JDBI and HikariCP); in a build with KV_PEERS=yes also shardingsphere"
                    + " (ShardingSphere-JDBC), infinispan (Infinispan with its JDBC store).")
    private List<Baseline> baselines = List.of();

    @Option(
            names = "--baseline-connections",
            split = ",",
            paramLabel = "N",
            description = "Connections per shard of each baseline. Default: as many as the store may open. Several"
                    + " numbers are a sweep: each is measured (raw-4, raw-10), and the best of them is one more ratio.")
    private List<Integer> connections = List.of();

    @Option(
            names = "--limit",
            arity = "0..1",
            fallbackValue = "2",
            paramLabel = "THREADS",
            description = "Also measure the limit of the servers: plain JDBC with 64 keys per statement, and this many"
                    + " threads per shard (${FALLBACK-VALUE}). Each key counts as a call; the latency is that of"
                    + " a statement.")
    private @Nullable Integer limitThreads;

    Setup setup(KvConfig config) {
        return new Setup(
                config,
                baselines,
                connections,
                limitThreads == null ? OptionalInt.empty() : OptionalInt.of(limitThreads));
    }
}
