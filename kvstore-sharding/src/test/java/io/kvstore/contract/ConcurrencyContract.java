package io.kvstore.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.Entry;
import io.kvstore.KvStore;
import io.kvstore.ReapReport;
import io.kvstore.ReaperConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

interface ConcurrencyContract extends StoreUnderTest {

    int THREADS = 8;

    @Test
    default void ofRacingCompareAndSetsExactlyOneWinsEachRound() throws Exception {
        int rounds = 50;
        store().put("k", bytes("0"));
        AtomicInteger wins = new AtomicInteger();
        CyclicBarrier barrier = new CyclicBarrier(THREADS);
        inThreads(thread -> () -> {
            for (int round = 0; round < rounds; round++) {
                Entry<byte[]> seen = store().getEntry("k").orElseThrow();
                barrier.await(30, TimeUnit.SECONDS);
                if (store().compareAndSet("k", seen.version(), bytes(thread + "/" + round))
                        .isPresent()) {
                    wins.incrementAndGet();
                }
                barrier.await(30, TimeUnit.SECONDS);
            }
            return null;
        });
        assertThat(wins).hasValue(rounds);
    }

    @Test
    default void ofRacingPutIfAbsentsExactlyOneWins() throws Exception {
        int rounds = 50;
        AtomicInteger wins = new AtomicInteger();
        CyclicBarrier barrier = new CyclicBarrier(THREADS);
        inThreads(thread -> () -> {
            for (int round = 0; round < rounds; round++) {
                barrier.await(30, TimeUnit.SECONDS);
                if (store().putIfAbsent("k" + round, bytes("" + thread)).isPresent()) {
                    wins.incrementAndGet();
                }
            }
            return null;
        });
        assertThat(wins).hasValue(rounds);
    }

    @Test
    default void compareAndSetLoopsLoseNoIncrement() throws Exception {
        int increments = 25;
        strings().put("counter", "0");
        inThreads(thread -> () -> {
            for (int done = 0; done < increments; ) {
                Entry<String> seen = strings().getEntry("counter").orElseThrow();
                String next = Integer.toString(Integer.parseInt(seen.value()) + 1);
                if (strings().compareAndSet("counter", seen.version(), next).isPresent()) {
                    done++;
                }
            }
            return null;
        });
        assertThat(strings().get("counter")).contains(Integer.toString(THREADS * increments));
    }

    /** Includes the known deadlock of InnoDB (docs/LOCKING.md). No caller may see a deadlock. */
    @Test
    default void upsertsDeletesAndReapsOnTheSameKeysDisturbNobody() throws Exception {
        ReaperConfig eager = ReaperConfig.defaults()
                .withGrace(Duration.ZERO)
                .withPause(Duration.ZERO)
                .withBatchRows(7);
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger reaped = new AtomicInteger();
        List<String> keys = List.of("a", "b", "c", "d", "e", "f", "g", "h");
        try (KvStore other = KvStore.open(io.kvstore.KvConfig.builder()
                .shards(config().shards())
                .reaper(eager)
                .build())) {
            long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
            inThreads(thread -> () -> {
                Random random = new Random(thread);
                while (!stop.get() && System.nanoTime() < end) {
                    String key = keys.get(random.nextInt(keys.size()));
                    switch (random.nextInt(thread < 2 ? 1 : 7)) {
                        case 0 -> reapOrDelete(thread, other, key, reaped);
                        case 1 -> store().put(key, bytes("v"));
                        case 2 -> other.put(key, bytes("v"), Duration.ofMillis(1));
                        case 3 -> store().putAll(Map.of("0", bytes("1"), key, bytes("1"), "z", bytes("1")));
                        case 4 -> other.deleteAll(keys);
                        case 5 -> store().putIfAbsent(key, bytes("w"), Duration.ofMillis(1));
                        default -> other.expire(key, Duration.ofMillis(1));
                    }
                }
                return null;
            });
        } finally {
            stop.set(true);
        }
        assertThat(reaped).as("rows reaped meanwhile").hasPositiveValue();
        store().putAll(Map.of("a", bytes("end"), "h", bytes("end")));
        assertThat(store().getAll(keys)).hasSizeGreaterThanOrEqualTo(2).containsEntry("a", bytes("end"));
    }

    private static void reapOrDelete(int thread, KvStore other, String key, AtomicInteger reaped) {
        if (thread < 2) {
            ReapReport report = other.reaper().reap();
            report.shards()
                    .forEach(shard -> shard.error().ifPresent(error -> {
                        throw error;
                    }));
            reaped.addAndGet((int) report.deleted());
        } else {
            other.delete(key);
        }
    }

    static void inThreads(java.util.function.IntFunction<Callable<Void>> body) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Void>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                all.add(threads.submit(body.apply(i)));
            }
            for (Future<Void> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
