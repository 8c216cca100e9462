package io.kvstore.sharding.internal;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.kvstore.KvConfig;
import io.kvstore.KvSetupException;
import io.kvstore.KvUnavailableException;
import io.kvstore.internal.Checks;
import io.kvstore.internal.engine.mysql.Tls;
import io.kvstore.internal.key.Keys;
import io.kvstore.internal.lane.Call;
import io.kvstore.internal.lane.Completions;
import io.kvstore.internal.lane.Context;
import io.kvstore.internal.lane.Deadlines;
import io.kvstore.internal.lane.KeyOrder;
import io.kvstore.internal.lane.Request;
import io.kvstore.internal.lane.Target;
import io.kvstore.internal.lane.Workers;
import io.kvstore.internal.pool.Threads;
import io.kvstore.internal.shard.Shard;
import io.kvstore.sharding.Ring;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open shards of a store. Routes each request to the shard that owns its key. Thread-safe. */
final class Shards implements Target {

    private static final Logger LOG = LoggerFactory.getLogger(Shards.class);

    private static final long MAX_SWEEP_MILLIS = 250;

    private static final Duration MAX_DEADLINE = Duration.ofMinutes(10);

    private final Ring ring;
    private final ImmutableList<Shard> all;
    private final ScheduledExecutorService housekeeping = Threads.housekeeping();
    private final ExecutorService leaders = Threads.leaders();
    private final Completions completions = new Completions(Threads.daemon("kvstore-async"));
    private final Parallel parallel;
    private final Duration timeout;
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private final Deadlines deadlines = new Deadlines(Threads.timer());
    private final BatchesUnderWay batches = new BatchesUnderWay();
    private final Closing closing;

    Shards(KvConfig config, Parallel parallel) {
        this.parallel = parallel;
        timeout = config.lanes().timeout();
        closing = new Closing(config.closeTimeout(), this::isIdle, this::closeAll);
        ring = Ring.of(config.shards(), config.virtualNodes());
        String layout = ring.layout();
        KeyOrder order = new KeyOrder();
        Workers workers = new Workers(leaders);
        ImmutableList.Builder<Shard> shards = ImmutableList.builder();
        try {
            config.shards()
                    .forEach(shard ->
                            shards.add(new Shard(shard, config, layout, housekeeping, order, workers, completions)));
            Tls.notice(config.shards(), config.pool()).ifPresent(LOG::warn);
        } catch (RuntimeException | Error e) {
            shards.build().forEach(Shard::close);
            leaders.shutdown();
            housekeeping.shutdownNow();
            throw e;
        }
        all = shards.build();
    }

    /** Opens all shards in parallel. A shard that cannot be reached is opened later; an unfit shard is an error. */
    void open() {
        List<KvSetupException> unfit =
                parallel.map(all, Shards::open).stream().flatMap(List::stream).toList();
        if (!unfit.isEmpty()) {
            KvSetupException first = unfit.get(0);
            unfit.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }

    private static List<KvSetupException> open(Shard shard) {
        try {
            shard.open();
            return List.of();
        } catch (KvUnavailableException e) {
            LOG.warn("{}; its keys fail until it answers", e.getMessage());
            return List.of();
        } catch (KvSetupException e) {
            return List.of(e);
        }
    }

    ImmutableList<Shard> all() {
        return all;
    }

    /** Makes a call on the shard that owns the key. */
    @Override
    public <R> Call<R> call(Request<R> request, Context context) {
        return owner(request.key()).call(request, context);
    }

    /** The shard of a stored key; throws if the store is closed. */
    Shard owner(byte[] key) {
        checkOpen();
        return all.get(ring.owner(Keys.position(key)));
    }

    /** Starts the task that fails asynchronous calls whose deadline has passed. */
    void sweep() {
        if (sweeping.compareAndSet(false, true)) {
            long period = Math.max(1, Math.min(MAX_SWEEP_MILLIS, timeout.toMillis() / 10));
            ScheduledFuture<?> unused =
                    housekeeping.scheduleWithFixedDelay(this::look, period, period, TimeUnit.MILLISECONDS);
        }
    }

    /** Never throws, because that would end its schedule. */
    private void look() {
        try {
            all.forEach(shard -> shard.sweep());
            completions.relieve();
        } catch (RuntimeException | Error e) {
            LOG.warn("checking asynchronous calls failed; the next check is soon", e);
        }
    }

    /** The executor that completes futures if the caller names none. */
    Executor completions() {
        return completions;
    }

    /** Terms with a deadline that covers everything. */
    Context within(Duration deadline) {
        requireNonNull(deadline, "deadline");
        Checks.that(
                deadline.compareTo(Duration.ZERO) > 0 && deadline.compareTo(MAX_DEADLINE) <= 0,
                "the deadline is %s: it must be more than 0, and %s at most; without one, lanes.timeout bounds a call",
                deadline,
                MAX_DEADLINE);
        return new Context(deadline, deadlines);
    }

    /** Those that are not over. */
    BatchesUnderWay batches() {
        return batches;
    }

    void checkOpen() {
        closing.checkOpen();
    }

    boolean isClosed() {
        return closing.isBegun();
    }

    /** See {@link Closing#close}. */
    void close() {
        closing.close();
    }

    /** In this order: a call that leaves one place is already in the next. */
    private boolean isIdle() {
        return all.stream().allMatch(Shard::isIdle) && batches.isIdle() && completions.isIdle();
    }

    private void closeAll() {
        try {
            parallel.map(all, shard -> {
                shard.close();
                return shard;
            });
        } finally {
            parallel.close();
            leaders.shutdown();
            housekeeping.shutdownNow();
            deadlines.close();
            completions.close();
        }
    }
}
