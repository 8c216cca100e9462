package io.kvstore.adapter.bucket4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.BucketProxy;
import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.ShardConfig;
import io.kvstore.adapter.OtherJvm;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import io.kvstore.engines.NeedsMySql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Many threads and several processes take tokens from one bucket until it is empty. They use blocking and asynchronous
 * calls.
 */
@ExtendWith(LeakCheck.class)
class BucketRaceTest {

    private static final int THREADS = 6;
    private static final int TOKENS = 200;

    private static final BucketConfiguration CONFIGURATION = BucketConfiguration.builder()
            .addLimit(limit -> limit.capacity(TOKENS).refillIntervally(1, Duration.ofDays(1)))
            .build();

    @Test
    void manyThreadsGetAllTokensAndNotOneMore() throws Exception {
        assertThat(race(KvConfig.builder().shard(Engine.H2.newShards(1).get(0)).build()))
                .isEqualTo(TOKENS);
    }

    @Test
    @NeedsMySql
    void manyProcessesGetAllTokensAndNotOneMore() throws Exception {
        ShardConfig shard = Engine.MYSQL.newShards(1).get(0);
        List<OtherJvm> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(OtherJvm.start(BucketRaceTest.class, shard));
        }
        long taken = 0;
        for (OtherJvm process : processes) {
            String said = process.join();
            taken += Long.parseLong(said.replaceAll("(?s).*taken (\\d+).*", "$1"));
        }
        assertThat(taken).isEqualTo(TOKENS);
    }

    /** The main class of the other processes. */
    public static void main(String[] args) throws Exception {
        System.out.println("taken " + race(OtherJvm.config(args)));
    }

    /** Returns the number of tokens taken. */
    private static long race(KvConfig config) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (KvStore store = KvStore.open(config)) {
            KvStoreProxyManager buckets = KvStoreProxyManager.builder(store).build();
            BucketProxy bucket = buckets.getProxy("race", () -> CONFIGURATION);
            AsyncBucketProxy async =
                    buckets.asAsync().getProxy("race", () -> CompletableFuture.completedFuture(CONFIGURATION));
            List<Future<Long>> runs = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                runs.add(threads.submit(() -> take(bucket, async)));
            }
            long taken = 0;
            for (Future<Long> run : runs) {
                taken += run.get();
            }
            return taken;
        } finally {
            threads.shutdownNow();
        }
    }

    private static long take(BucketProxy bucket, AsyncBucketProxy async) {
        long taken = 0;
        while (taken % 2 == 0 ? bucket.tryConsume(1) : async.tryConsume(1).join()) {
            taken++;
        }
        return taken;
    }
}
