package io.kvstore.adapter.shedlock;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.ShardConfig;
import io.kvstore.adapter.OtherJvm;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import io.kvstore.engines.NeedsMySql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many threads and several processes compete for one lock. Each holder creates a file that must not exist, adds one to
 * a counter in another file, and writes its fencing token, which must be larger than the last.
 */
@ExtendWith(LeakCheck.class)
class LockRaceTest {

    private static final int THREADS = 6;
    private static final int HOLDS = 10; // of each thread

    @TempDir
    private Path files;

    @Test
    void onlyOneOfManyThreadsHoldsTheLock() throws Exception {
        race(KvConfig.builder().shard(Engine.H2.newShards(1).get(0)).build(), files);
        assertThat(number(files.resolve("counter"))).isEqualTo(THREADS * HOLDS);
    }

    @Test
    @NeedsMySql
    void onlyOneOfManyProcessesHoldsTheLock() throws Exception {
        ShardConfig shard = Engine.MYSQL.newShards(1).get(0);
        List<OtherJvm> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(OtherJvm.start(LockRaceTest.class, shard, files.toString()));
        }
        for (OtherJvm process : processes) {
            process.join();
        }
        assertThat(number(files.resolve("counter"))).isEqualTo(3 * THREADS * HOLDS);
    }

    /** The main class of the other processes. */
    public static void main(String[] args) throws Exception {
        race(OtherJvm.config(args), Path.of(args[3]));
    }

    private static void race(KvConfig config, Path files) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (KvStore store = KvStore.open(config)) {
            KvStoreLockProvider locks = new KvStoreLockProvider(store);
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                runs.add(threads.submit(() -> run(locks, files)));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void run(KvStoreLockProvider locks, Path files) {
        for (int holds = 0; holds < HOLDS; ) {
            Optional<SimpleLock> lock =
                    locks.lock(LockContract.configuration("race", Duration.ofMinutes(5), Duration.ZERO));
            if (lock.isPresent()) {
                hold((FencedLock) lock.get(), files);
                lock.get().unlock();
                holds++;
            }
        }
    }

    private static void hold(FencedLock lock, Path files) {
        try {
            Path inside = Files.createFile(files.resolve("inside")); // fails if it exists
            add(files.resolve("counter"), 1);
            long before = number(files.resolve("token"));
            assertThat(lock.fencingToken()).isGreaterThan(before);
            add(files.resolve("token"), lock.fencingToken() - before);
            Files.delete(inside);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(Path file, long delta) throws IOException {
        Files.writeString(file, Long.toString(number(file) + delta));
    }

    private static long number(Path file) throws IOException {
        return Files.exists(file) ? Long.parseLong(Files.readString(file)) : 0;
    }
}
