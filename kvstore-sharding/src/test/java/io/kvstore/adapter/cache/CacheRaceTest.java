package io.kvstore.adapter.cache;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.cache.Cache;

/**
 * Many threads and several processes ask for the same keys of an empty cache. A process loads a key at most once, all its
 * threads get that value or one that another process loaded, and the loads of all processes cover all keys.
 */
@ExtendWith(LeakCheck.class)
class CacheRaceTest {

    private static final int THREADS = 6;
    private static final int KEYS = 100;

    @Test
    void manyThreadsLoadEachKeyOnce() throws Exception {
        assertThat(race(KvConfig.builder().shard(Engine.H2.newShards(1).get(0)).build()))
                .isEqualTo(KEYS);
    }

    @Test
    @NeedsMySql
    void manyProcessesLoadEachKeyAtMostOnceEach() throws Exception {
        ShardConfig shard = Engine.MYSQL.newShards(1).get(0);
        List<OtherJvm> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(OtherJvm.start(CacheRaceTest.class, shard));
        }
        int loads = 0;
        for (OtherJvm process : processes) {
            loads += Integer.parseInt(process.join().replaceAll("(?s).*loaded (\\d+).*", "$1"));
        }
        assertThat(loads).isBetween(KEYS, processes.size() * KEYS);
        assertThat(race(KvConfig.builder().shard(shard).build()))
                .as("loads of a process that comes later")
                .isZero();
    }

    /** The main class of the other processes. */
    public static void main(String[] args) throws Exception {
        System.out.println("loaded " + race(OtherJvm.config(args)));
    }

    /** Returns how many keys this process loaded. */
    private static int race(KvConfig config) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (KvStore store = KvStore.open(config)) {
            Cache cache = requireNonNull(
                    KvCacheManager.builder(store, Duration.ofMinutes(1)).build().getCache("race"));
            AtomicIntegerArray loads = new AtomicIntegerArray(KEYS);
            List<Future<List<String>>> runs = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                runs.add(threads.submit(() -> ask(cache, loads)));
            }
            for (Future<List<String>> run : runs) {
                assertThat(run.get()).hasSize(KEYS).allMatch(value -> value.startsWith("value of "));
            }
            int loaded = 0;
            for (int key = 0; key < KEYS; key++) {
                assertThat(loads.get(key)).as("loads of key " + key).isBetween(0, 1);
                loaded += loads.get(key);
            }
            return loaded;
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<String> ask(Cache cache, AtomicIntegerArray loads) {
        List<String> values = new ArrayList<>();
        for (int key = 0; key < KEYS; key++) {
            int asked = key;
            values.add(requireNonNull(cache.get("key" + key, () -> {
                loads.incrementAndGet(asked);
                return "value of " + asked;
            })));
        }
        return values;
    }
}
