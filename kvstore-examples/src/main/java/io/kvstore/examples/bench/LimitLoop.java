package io.kvstore.examples.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kvstore.KvConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Measures the limit of the servers: no store and no callers. A few threads with a connection each get or put 64 keys
 * of one shard per statement. Each key counts as a call; its latency is that of its statement.
 */
final class LimitLoop implements Entrant {

    static final String NAME = "limit";

    private final KvConfig config;
    private final Plan plan;
    private final int threadsPerShard;
    private final PlainRows rows;
    private final DataSet data;
    private final List<int[]> owned;

    LimitLoop(Servers servers, Plan plan, int threadsPerShard) {
        this.config = servers.config();
        this.plan = plan;
        this.threadsPerShard = threadsPerShard;
        rows = servers.plainRows();
        data = DataSet.of(plan);
        owned = byShard();
    }

    /** The numbers of the keys of each shard. */
    private List<int[]> byShard() {
        List<IntStream.Builder> shards = new ArrayList<>();
        config.shards().forEach(shard -> shards.add(IntStream.builder()));
        for (int number = 0; number < plan.keys(); number++) {
            shards.get(rows.shardOf(data.key(number).getBytes(UTF_8))).add(number);
        }
        return shards.stream().map(shard -> shard.build().toArray()).toList();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Rows rows() {
        return rows;
    }

    /** Ignores the number of callers: the number of threads is fixed. */
    @Override
    public Latencies run(Workload workload, int callers, Span span, SplittableRandom random)
            throws InterruptedException {
        int[] shards = IntStream.range(0, owned.size())
                .filter(shard -> owned.get(shard).length > 0)
                .toArray();
        Window window = new Window(shards.length * threadsPerShard, span);
        Latencies.Striped latencies = new Latencies.Striped();
        List<LimitThread> threads = new ArrayList<>();
        for (int shard : shards) {
            for (int i = 0; i < threadsPerShard; i++) {
                LimitKeys keys = new LimitKeys(data, owned.get(shard), plan, random.split());
                threads.add(new LimitThread(
                        config.shards().get(shard),
                        config.pool(),
                        keys,
                        workload,
                        window,
                        random.split(),
                        latencies.of(threads.size())));
            }
        }
        Crew.run(name(), CallerThreads.PLATFORM, threads, window);
        return latencies.total();
    }

    /** Does nothing: each thread closes its own connection. */
    @Override
    public void close() {}
}
