package io.kvstore.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.kvstore.internal.lane.Calls.Settled;
import io.kvstore.internal.lane.Doubling.Twice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long calls wait for room and for others' statements. */
class RoomTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(250);
    private static final int MANY = 20; // times SHORT is far more than what one deadline takes

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final Completions completions = new Completions(Thread::new);
    private final Doubling statement = new Doubling(64);
    private LaneGroup group = group(1_000, Duration.ZERO);
    private Lane lane = new Lane(statement, 1, group);
    private Duration timeout = LONG;

    private LaneGroup group(int maxCalls, Duration maxWait) {
        InFlight inFlight = new InFlight(maxCalls, 1_000, maxWait, Doubling.REFUSALS);
        return new LaneGroup(inFlight, new KeyOrder(), new Workers(workers), completions, 1_000);
    }

    private void use(LaneGroup other) {
        group = other;
        lane = new Lane(statement, 1, group);
    }

    /** Puts a statement out, which carries 1 and waits for its permit. */
    @CanIgnoreReturnValue
    private CompletableFuture<Integer> occupy() throws InterruptedException {
        CompletableFuture<Integer> first = submit(1);
        statement.running.acquire();
        return first;
    }

    private CompletableFuture<Integer> submit(int number) {
        return new Twice(lane, number, 1, timeout).submit(Runnable::run);
    }

    private List<Twice> batch(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(number -> new Twice(lane, number, 1, timeout))
                .toList();
    }

    @AfterEach
    void roomIsGivenBack() throws InterruptedException {
        statement.permits.release(1_000_000);
        long deadline = System.nanoTime() + LONG.toNanos();
        while (group.inFlight().count() > 0) {
            assertThat(System.nanoTime()).as("still in flight").isLessThan(deadline);
            Thread.onSpinWait();
        }
        workers.shutdown();
        assertThat(workers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void futureWaitsForRoomAndItsCallerDoesNot() throws Exception {
        use(group(1, LONG));
        CompletableFuture<Integer> first = occupy();
        CompletableFuture<Integer> second = submit(2);
        assertThat(second).isNotDone();
        assertThat(group.inFlight().count()).isEqualTo(1);
        statement.permits.release(2);
        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo(4);
    }

    @Test
    void noMoreFuturesWaitForRoomThanMayBeInFlight() throws Exception {
        use(group(2, LONG));
        occupy();
        List<CompletableFuture<Integer>> fit = List.of(submit(2), submit(3), submit(4));
        assertThatThrownBy(submit(5)::join).hasMessageContaining("overloaded: 2 calls");
        statement.permits.release(10);
        for (CompletableFuture<Integer> future : fit) {
            assertThat(future.get(30, TimeUnit.SECONDS)).isPositive();
        }
    }

    @Test
    void futureThatFindsNoRoomInTimeFails() throws Exception {
        use(group(1, Duration.ofNanos(1)));
        occupy();
        CompletableFuture<Integer> late = submit(2);
        group.sweep();
        assertThatThrownBy(late::join).hasMessageContaining("overloaded: 1 calls, waited PT0.000000001S");
        statement.permits.release(10);
    }

    @Test
    void futureThatIsHeldBehindAnotherOnItsKeyHasItsDeadlineToo() throws Exception {
        use(group(10, Duration.ZERO));
        Doubling others = new Doubling(64);
        others.permits.release(10);
        Lane otherLane = new Lane(others, 1, group);
        CompletableFuture<Integer> first = occupy();
        CompletableFuture<Integer> held = new Twice(otherLane, 1, 1, Duration.ofMillis(1)).submit(Runnable::run);
        while (!held.isDone()) {
            group.sweep(); // until the millisecond is over
        }
        assertThatThrownBy(held::join).hasMessageContaining("not done within PT0.001S, did not happen");
        statement.permits.release();
        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(new Twice(otherLane, 1, 1).submit(Runnable::run).get(30, TimeUnit.SECONDS))
                .as("the key is free")
                .isEqualTo(2);
        assertThat(others.carried).as("the late one was not").hasSize(1);
    }

    @Test
    void membersOfABatchShareOneDeadline() throws Exception {
        use(group(1_000, Duration.ZERO));
        timeout = SHORT;
        occupy();
        long start = System.nanoTime();
        List<Settled<Integer>> settled = Calls.run(batch(100, MANY));
        assertThat(System.nanoTime() - start)
                .isLessThan(SHORT.multipliedBy(MANY / 2).toNanos());
        assertThat(settled)
                .hasSize(MANY)
                .allSatisfy(each -> assertThat(each.error()).hasMessage("not done within PT0.25S, did not happen"));
    }

    @Test
    void batchWhoseDeadlineIsOverSendsNothing() {
        statement.permits.release(10);
        long longAgo = System.nanoTime() - LONG.toNanos();
        List<Settled<Integer>> settled = Calls.run(batch(100, 3), call -> longAgo);
        assertThat(settled).allSatisfy(each -> assertThat(each.error()).hasMessageContaining("did not happen"));
        assertThat(statement.carried).isEmpty();
    }

    @Test
    void batchWaitsForRoomOnceAndNotForEachOfItsCalls() throws Exception {
        use(group(1, SHORT));
        occupy();
        long start = System.nanoTime();
        List<Settled<Integer>> settled = Calls.run(batch(100, MANY));
        assertThat(System.nanoTime() - start)
                .isLessThan(SHORT.multipliedBy(MANY / 2).toNanos());
        assertThat(settled)
                .hasSize(MANY)
                .allSatisfy(each -> assertThat(each.error()).hasMessage("overloaded: 1 calls, waited PT0.25S"));
    }

    @Test
    void batchesThatWaitForRoomHoldNoneFromEachOther() throws Exception {
        use(group(10, LONG));
        statement.permits.release(1_000_000);
        List<Future<?>> callers = new ArrayList<>();
        for (int caller = 0; caller < 4; caller++) {
            int first = 1_000 * (1 + caller);
            callers.add(workers.submit(() -> {
                for (int round = 0; round < 100; round++) {
                    assertThat(Calls.run(batch(first, 10)))
                            .allSatisfy(each -> assertThat(each.error()).isNull());
                }
            }));
        }
        for (Future<?> caller : callers) {
            caller.get(20, TimeUnit.SECONDS); // less than one wait for room
        }
    }

    @Test
    void interruptEndsTheWaitForRoomOfAllOfABatch() throws Exception {
        use(group(1, LONG));
        occupy();
        Thread.currentThread().interrupt();
        List<Settled<Integer>> settled = Calls.run(batch(100, 3));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(settled)
                .allSatisfy(each -> assertThat(each.error()).hasMessage("interrupted while it waited, did not happen"));
    }
}
