package io.kvstore.sharding.internal;

import static com.google.common.base.Throwables.throwIfUnchecked;
import static com.google.common.util.concurrent.Uninterruptibles.getUninterruptibly;

import io.kvstore.KvAdmin.Health;
import io.kvstore.internal.pool.Threads;
import io.kvstore.internal.shard.Shard;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/**
 * Queries the health of shards, and does not wait for servers that hang. One query per shard runs at a time, so that
 * frequent checks of such a server pile up nothing. Its threads end when they are idle. Thread-safe.
 */
final class HealthProbes implements AutoCloseable {

    private static final int MAX_THREADS = 64;

    private final Map<String, CompletableFuture<Health>> running = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            MAX_THREADS,
            MAX_THREADS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Threads.daemon("kvstore-health"));

    HealthProbes() {
        threads.allowCoreThreadTimeOut(true);
    }

    List<Health> health(List<Shard> shards, Duration timeout) {
        long start = System.nanoTime();
        List<CompletableFuture<Health>> probes =
                shards.stream().map(this::probe).toList();
        return IntStream.range(0, shards.size())
                .mapToObj(i -> {
                    Duration left = timeout.minusNanos(System.nanoTime() - start);
                    return await(probes.get(i), left)
                            .orElseGet(() -> late(shards.get(i).name(), timeout));
                })
                .toList();
    }

    private CompletableFuture<Health> probe(Shard shard) {
        try {
            return running.computeIfAbsent(
                    shard.name(), name -> CompletableFuture.supplyAsync(() -> ask(shard), threads));
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("the store is closed", e);
        }
    }

    private Health ask(Shard shard) {
        try {
            return shard.admin().health();
        } finally {
            running.remove(shard.name());
        }
    }

    @SuppressWarnings("NullAway") // no probe ends with null, and an ExecutionException has a cause
    private static Optional<Health> await(CompletableFuture<Health> probe, Duration left) {
        try {
            return Optional.of(getUninterruptibly(probe, Math.max(0, left.toNanos()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throwIfUnchecked(e.getCause());
            throw new IllegalStateException(e.getCause());
        }
    }

    private static Health late(String shard, Duration timeout) {
        String error = "shard '" + shard + "': no answer within " + timeout.toMillis() + " ms";
        return new Health(shard, false, timeout, Optional.of(error));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
