package io.kvstore.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Longs;
import io.kvstore.internal.lane.BlockedKeys.Reason;
import io.kvstore.internal.lane.Doubling.Twice;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What statements are expected to return is counted once, also for a call that runs a second time beside the others. */
class BringsTest {

    private static final int LIMIT = 1_000;

    private final InFlight inFlight = new InFlight(LIMIT, LIMIT, Duration.ZERO, Doubling.REFUSALS);

    @AutoClose("shutdownNow")
    private final ExecutorService workers = Executors.newCachedThreadPool();

    private final BlockedKeys blocked = new BlockedKeys();

    private final class LocksFirst implements Statement {

        private final AtomicBoolean ran = new AtomicBoolean();

        @Override
        public int maxCalls() {
            return 10;
        }

        @Override
        public int brings() {
            return LIMIT - 100;
        }

        @Override
        public void run(List<Call<?>> calls) {
            if (ran.compareAndSet(false, true)) {
                blocked.block(calls.get(0).key(), Reason.ROW_LOCK);
                calls.get(0).again();
            } else {
                calls.forEach(call -> ((Twice) call).succeed(4));
            }
        }

        @Override
        public Refusals refusals() {
            return Doubling.REFUSALS;
        }
    }

    @Test
    void callThatWasHeldAndIsCarriedBesideTheOthersLeavesNothingBehind() {
        LaneGroup group = new LaneGroup(
                inFlight, new KeyOrder(), new Workers(workers), new Completions(Thread::new), LIMIT, blocked);
        Lane lane = new Lane(new LocksFirst(), 4, group);
        blocked.heededBy(lane);
        byte[] key = Longs.toByteArray(2);
        CompletableFuture<Integer> done = new Twice(lane, 2, 1).submit(Runnable::run);
        while (!blocked.carryFirst(key)) {
            Thread.onSpinWait();
        }
        assertThat(done.join()).isEqualTo(4);
        blocked.unblock(key, Reason.ROW_LOCK);
        assertThat(inFlight.mayBring(LIMIT, false)).isTrue();
        assertThat(inFlight.mayBring(LIMIT + 1, false)).isFalse();
    }
}
