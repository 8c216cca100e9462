package io.kvstore.internal.reap;

import io.kvstore.ReapReport;
import io.kvstore.ReapTarget;
import io.kvstore.ReaperConfig;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One shard in one run of the reaper. Not thread-safe: a run has one thread. */
final class ShardRun {

    private final ReapTarget shard;
    private long deleted;
    private long nanos;
    private boolean finished;
    private @Nullable RuntimeException error;

    ShardRun(ReapTarget shard) {
        this.shard = shard;
    }

    /** Deletes one batch. If the shard, the listener or a plugged-in target fails, only this shard stops. */
    void batch(ReaperConfig config) {
        long start = System.nanoTime();
        try {
            ReapTarget.Batch batch = shard.deleteExpired(config.batchRows(), config.grace());
            deleted += batch.deleted();
            finished = !batch.more();
        } catch (RuntimeException e) {
            error = e;
        } catch (Error e) { // a listener's: AssertionError, NoClassDefFoundError
            error = new IllegalStateException("shard '" + shard.shard() + "': " + e, e);
        }
        nanos += System.nanoTime() - start;
    }

    boolean ended() {
        return finished || error != null;
    }

    ReapReport.Shard report() {
        return new ReapReport.Shard(
                shard.shard(), deleted, Duration.ofNanos(nanos), finished, oldest(), Optional.ofNullable(error));
    }

    private Optional<Duration> oldest() {
        try {
            return shard.oldestExpired();
        } catch (RuntimeException | Error e) {
            return Optional.empty(); // the run itself has reported it, or the next one will
        }
    }
}
