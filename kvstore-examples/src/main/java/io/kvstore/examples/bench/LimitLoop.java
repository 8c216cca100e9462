package io.kvstore.examples.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kvstore.KvConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What the servers give when nothing stands in the way: no store, no callers, only a few threads with a connection each
 * that get or put 64 keys of one shard by every statement. Its calls are keys; the latency of each is that of its
 * statement.
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

    /** The numbers of the keys that each shard owns. */
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

    /** Whatever the number of callers, its threads are as many. */
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

    /** There is nothing to close: a thread closes its connection. */
    @Override
    public void close() {}
}
