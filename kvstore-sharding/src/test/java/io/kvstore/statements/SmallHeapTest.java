package io.kvstore.statements;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.KvConfig;
import io.kvstore.KvException;
import io.kvstore.KvStore;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** First reads of values that do not all fit into the heap of a separate JVM. */
@ExtendWith(LeakCheck.class)
class SmallHeapTest {

    private static final int KEYS = 64;
    private static final int READS = 2 * KEYS; // half of them on threads, half with futures
    private static final int SIZE = 2 * 1024 * 1024;
    private static final String HEAP = "-Xmx64m";

    private static KvConfig.Builder config(ShardConfig shard) {
        return KvConfig.builder().shard(shard);
    }

    @Test
    void readsThatTogetherAreLargerThanTheHeapAllSucceed() throws Exception {
        ShardConfig shard = Engine.MARIADB.newShards(1).get(0);
        try (KvStore store = KvStore.open(config(shard).build())) {
            for (int i = 0; i < KEYS; i++) {
                store.put("k" + i, new byte[SIZE]);
            }
        }
        Process reader = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeapTest.class.getName(),
                        shard.url(),
                        shard.user(),
                        shard.password())
                .redirectErrorStream(true)
                .start();
        String said = new String(reader.getInputStream().readAllBytes(), UTF_8);
        assertThat(reader.waitFor()).as(said).isZero();
        assertThat(said).contains("read " + 2 * READS);
    }

    /** Reads the values. The arguments are URL, user and password. */
    @SuppressWarnings("FutureReturnValueIgnored") // the latch counts them
    public static void main(String[] args) throws InterruptedException {
        AtomicInteger read = new AtomicInteger();
        CountDownLatch over = new CountDownLatch(READS);
        try (KvStore store = KvStore.open(
                config(ShardConfig.of("shard-0", args[0], args[1], args[2])).build())) {
            for (int i = 0; i < READS; i++) {
                store.async().get("k" + i % KEYS).whenComplete((value, error) -> {
                    read.addAndGet(error == null && value.orElseThrow().length == SIZE ? 1 : 0);
                    over.countDown();
                });
            }
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < READS; i++) {
                String key = "k" + i % KEYS;
                threads.add(new Thread(() -> read(store, key, read)));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            System.out.println("futures are done: " + over.await(60, TimeUnit.SECONDS));
        }
        System.out.println("read " + read);
    }

    private static void read(KvStore store, String key, AtomicInteger read) {
        try {
            read.addAndGet(store.get(key).orElseThrow().length == SIZE ? 1 : 0);
        } catch (KvException e) {
            System.out.println(e);
        }
    }
}
