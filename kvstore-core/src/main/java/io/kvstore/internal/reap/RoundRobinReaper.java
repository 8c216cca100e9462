package io.kvstore.internal.reap;

import com.google.common.collect.Comparators;
import io.kvstore.ReapReport;
import io.kvstore.ReapTarget;
import io.kvstore.Reaper;
import io.kvstore.ReaperConfig;
import io.kvstore.internal.Checks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The default reaper. It deletes one batch from each shard in turn, then pauses, until nothing is left or the budget is
 * spent. Each run starts at another shard, so that a short budget reaches all of them over time. Thread-safe.
 */
public final class RoundRobinReaper implements Reaper {

    private final List<ReapTarget> shards;
    private final ReaperConfig config;
    private final AtomicInteger runs = new AtomicInteger();

    public RoundRobinReaper(List<ReapTarget> shards, ReaperConfig config) {
        Checks.that(!shards.isEmpty(), "no shards to reap");
        this.shards = List.copyOf(shards);
        this.config = config;
    }

    @Override
    public ReapReport reap() {
        long start = System.nanoTime();
        List<ShardRun> all = shards.stream().map(ShardRun::new).toList();
        List<ShardRun> unfinished = new ArrayList<>(all);
        Collections.rotate(unfinished, -Math.floorMod(runs.getAndIncrement(), shards.size()));
        while (round(unfinished, start) && pause(start)) {
            unfinished.removeIf(ShardRun::ended);
        }
        return new ReapReport(all.stream().map(ShardRun::report).toList(), since(start));
    }

    /** Deletes one batch from each shard. Returns whether there is more to do and time to do it. */
    private boolean round(List<ShardRun> unfinished, long start) {
        for (ShardRun shard : unfinished) {
            if (left(start).isNegative() || Thread.currentThread().isInterrupted()) {
                return false;
            }
            shard.batch(config);
        }
        return !unfinished.stream().allMatch(ShardRun::ended);
    }

    /** Pauses. Returns false if the thread was interrupted, which ends the run. */
    private boolean pause(long start) {
        try {
            Duration pause = Comparators.min(config.pause(), left(start));
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Duration left(long start) {
        return config.budget().minus(since(start));
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
