package io.kvstore.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.kvstore.internal.lane.Calls.Settled;
import io.kvstore.internal.lane.Doubling.Twice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AsyncLaneTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Executor HERE = Runnable::run;

    private final ExecutorService workers = Executors.newCachedThreadPool(task -> new Thread(task, "worker"));
    private final KeyOrder order = new KeyOrder();
    private final Completions completions = new Completions(Thread::new);
    private InFlight inFlight = new InFlight(1_000, 1_000, Duration.ZERO, Doubling.REFUSALS);

    /** Waits until nothing is in flight. */
    private void drain() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (inFlight.count() > 0) {
            assertThat(System.nanoTime()).as("still in flight").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void roomIsGivenBack() throws InterruptedException {
        drain();
        workers.shutdown();
        assertThat(workers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    private Lane lane(Doubling statement, int out) {
        return new Lane(statement, out, new LaneGroup(inFlight, order, new Workers(workers), completions, 1_000));
    }

    @CanIgnoreReturnValue
    private static CompletableFuture<Integer> submit(Lane lane, int number) {
        return new Twice(lane, number, 1).submit(HERE);
    }

    @Test
    void callsShareStatementsOfWorkersAndAreCompletedByTheirExecutorInOneTask() throws Exception {
        Doubling statement = new Doubling(64);
        Lane lane = lane(statement, 1);
        Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
        Executor later = tasks::add;
        List<CompletableFuture<Integer>> futures = new ArrayList<>();
        futures.add(new Twice(lane, 1, 1).submit(later));
        statement.running.acquire();
        for (int i = 2; i <= 5; i++) {
            futures.add(new Twice(lane, i, 1).submit(later));
        }
        statement.permits.release(2);
        while (tasks.size() < 2) {
            Thread.onSpinWait();
        }
        assertThat(statement.carried).containsExactly(List.of(1), List.of(2, 3, 4, 5));
        assertThat(statement.leaders)
                .extracting(Thread::getName)
                .as("the caller's thread is not blocked")
                .containsOnly("worker");
        assertThat(futures).noneMatch(CompletableFuture::isDone);
        assertThat(inFlight.count())
                .as("room is kept until futures are completed")
                .isEqualTo(5);
        assertThat(tasks).hasSize(2);
        tasks.forEach(Runnable::run);
        assertThat(futures).extracting(CompletableFuture::join).containsExactly(2, 4, 6, 8, 10);
    }

    @Test
    void executorThatRefusesLeavesNoFutureUndone() {
        Doubling statement = new Doubling(64);
        statement.permits.release();
        CompletableFuture<Integer> future = new Twice(lane(statement, 1), 4, 1).submit(task -> {
            throw new RejectedExecutionException("shut down");
        });
        assertThat(future.join()).isEqualTo(8);
        assertThat(future.thenApply(x -> x).defaultExecutor())
                .as("stages without an executor have the caller's")
                .isSameAs(future.defaultExecutor());
    }

    @Test
    void errorsAreInTheFuture() {
        Doubling statement = new Doubling(64);
        statement.permits.release();
        assertThatThrownBy(submit(lane(statement, 1), 13)::join)
                .hasCauseInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("thirteen");
    }

    /** Has a lane remember a load that is heavy for two statements. */
    private void makeBusy(Lane lane, Doubling statement) {
        IntStream.range(1_000, 1_060).forEach(number -> submit(lane, number));
        statement.permits.release(60);
        drain();
        statement.permits.drainPermits();
        statement.running.drainPermits();
        statement.carried.clear();
    }

    @Test
    void whereLoadIsLightCallsGoOutBesideEachOther() throws Exception {
        Doubling statement = new Doubling(64);
        Lane lane = lane(statement, 2);
        submit(lane, 1);
        statement.running.acquire();
        submit(lane, 2);
        statement.running.acquire();
        submit(lane, 3);
        submit(lane, 4);
        assertThat(statement.carried).as("two are out").containsExactly(List.of(1), List.of(2));
        statement.permits.release();
        statement.running.acquire();
        assertThat(statement.carried.get(2)).containsExactly(3, 4);
        statement.permits.release(2);
    }

    @Test
    void whereLoadIsHeavyOneStatementIsOut() throws Exception {
        Doubling statement = new Doubling(3);
        Lane lane = lane(statement, 2);
        makeBusy(lane, statement);
        IntStream.rangeClosed(1, 5).forEach(number -> submit(lane, number));
        statement.running.acquire();
        assertThat(statement.running.tryAcquire(200, TimeUnit.MILLISECONDS))
                .as("though enough wait to fill another")
                .isFalse();
        statement.permits.release(10);
        drain();
        assertThat(statement.carried.stream().mapToInt(List::size).sum()).isEqualTo(5);
        assertThat(statement.carried).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void callsThatShareNothingGoOutBesideEachOtherWhereLoadIsHeavyToo() throws Exception {
        Doubling statement = new Doubling(1);
        Lane lane = lane(statement, 2);
        makeBusy(lane, statement);
        IntStream.rangeClosed(1, 3).forEach(number -> submit(lane, number));
        statement.running.acquire(2);
        assertThat(statement.running.tryAcquire()).as("two are out").isFalse();
        statement.permits.release(10);
        drain();
        assertThat(statement.carried).hasSize(3);
    }

    @Test
    void callWhoseKeyIsOutWaitsAndHoldsUpNoOther() throws Exception {
        Doubling statement = new Doubling(64);
        Lane lane = lane(statement, 3);
        submit(lane, 1);
        statement.running.acquire();
        CompletableFuture<Integer> second = submit(lane, 1);
        CompletableFuture<Integer> third = submit(lane, 1);
        submit(lane, 2);
        statement.running.acquire();
        assertThat(statement.carried).containsExactly(List.of(1), List.of(2));
        statement.permits.release(2);
        statement.running.acquire();
        assertThat(statement.carried.get(2)).as("one statement may ask twice").containsExactly(1, 1);
        statement.permits.release();
        assertThat(second.join()).isEqualTo(third.join()).isEqualTo(2);
    }

    /** Each of a few keys is out most of the time, and yet statements are to be filled. */
    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100})
    void deepBacklogOnFewKeysFillsItsStatements(int keys) {
        Doubling statement = new Doubling(32);
        Lane lane = lane(statement, 4);
        int calls = 990;
        IntStream.range(0, calls).forEach(number -> submit(lane, 1_000 + number % keys));
        statement.permits.release(calls);
        drain();
        assertThat(statement.carried.stream().mapToInt(List::size).sum()).isEqualTo(calls);
        assertThat(statement.carried).hasSizeLessThan(2 * calls / 32);
    }

    @Test
    void callsOnOneKeyTakeTurnsBetweenLanes() throws Exception {
        Doubling reads = new Doubling(64);
        Doubling writes = new Doubling(64);
        Lane read = lane(reads, 1);
        Lane write = lane(writes, 1);
        List<CompletableFuture<Integer>> futures = new ArrayList<>();
        futures.add(submit(write, 7));
        writes.running.acquire();
        futures.add(submit(read, 7));
        futures.add(submit(read, 7));
        futures.add(submit(write, 7));
        futures.add(submit(read, 7));
        submit(read, 8);
        reads.running.acquire();
        assertThat(reads.carried).as("another key does not wait").containsExactly(List.of(8));
        reads.permits.release();
        writes.permits.release();
        reads.running.acquire();
        futures.get(0).get(30, TimeUnit.SECONDS);
        assertThat(futures.subList(1, 5)).noneMatch(CompletableFuture::isDone);
        assertThat(writes.running.tryAcquire())
                .as("the write waits for the reads")
                .isFalse();
        reads.permits.release(10);
        writes.running.acquire();
        all(futures.subList(0, 3)).get(30, TimeUnit.SECONDS);
        assertThat(futures.subList(3, 5)).noneMatch(CompletableFuture::isDone);
        writes.permits.release();
        all(futures).get(30, TimeUnit.SECONDS);
        assertThat(writes.carried).containsExactly(List.of(7), List.of(7));
    }

    private static CompletableFuture<Void> all(List<CompletableFuture<Integer>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new));
    }

    @Test
    void callBeyondTheBoundsFailsAndHoldsNothing() throws Exception {
        inFlight = new InFlight(2, 100, Duration.ZERO, Doubling.REFUSALS);
        Doubling statement = new Doubling(64);
        Lane lane = lane(statement, 1);
        CompletableFuture<Integer> first = new Twice(lane, 1, 500).submit(HERE);
        assertThatThrownBy(submit(lane, 2)::join).hasMessageContaining("overloaded: 100 bytes, waited PT0S");
        statement.permits.release(10);
        assertThat(first.join()).as("larger than all the room there is").isEqualTo(2);
        statement.permits.drainPermits();
        submit(lane, 3);
        submit(lane, 4);
        assertThatThrownBy(submit(lane, 5)::join).hasMessageContaining("overloaded: 2 calls");
        assertThatThrownBy(() -> new Twice(lane, 6, 1).run()).hasMessage("overloaded: 2 calls, waited PT0S");
        statement.permits.release(10);
    }

    @Test
    void callWaitsForRoomAsLongAsItMay() throws Exception {
        inFlight = new InFlight(1, 100, Duration.ofMillis(20), Doubling.REFUSALS);
        Doubling statement = new Doubling(64);
        Lane lane = lane(statement, 1);
        submit(lane, 1);
        assertThatThrownBy(() -> new Twice(lane, 2, 1).run()).hasMessage("overloaded: 1 calls, waited PT0.02S");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> new Twice(lane, 3, 1).run()).hasMessage("interrupted while it waited, did not happen");
        assertThat(Thread.interrupted()).isTrue();
        statement.permits.release(10);
        drain();
        assertThat(statement.carried).containsExactly(List.of(1));
    }

    @Test
    void callThatWaitsTooLongLeavesTheLane() throws Exception {
        Doubling statement = new Doubling(64);
        Lane patient = lane(statement, 1);
        submit(patient, 1);
        statement.running.acquire();
        CompletableFuture<Integer> waits = submit(patient, 2);
        patient.sweep();
        assertThat(waits).isNotDone();

        Doubling other = new Doubling(64);
        Lane impatient = lane(other, 1);
        submit(impatient, 3);
        other.running.acquire();
        CompletableFuture<Integer> late = new Twice(impatient, 4, 1, Duration.ofNanos(1)).submit(HERE);
        impatient.sweep();
        assertThatThrownBy(late::join).hasMessageContaining("not done within PT0.000000001S, did not happen");
        statement.permits.release(10);
        other.permits.release(10);
        drain();
        assertThat(other.carried).containsExactly(List.of(3));
        assertThat(waits.join()).isEqualTo(4);
    }

    @Test
    void callsOfABatchGoTogetherAndFailApart() {
        Doubling statement = new Doubling(3);
        statement.permits.release(100);
        Lane lane = lane(statement, 1);
        List<Twice> calls = IntStream.rangeClosed(11, 16)
                .mapToObj(n -> new Twice(lane, n, 1))
                .toList();
        List<Settled<Integer>> settled = Calls.run(calls);
        assertThat(statement.carried).containsExactly(List.of(11, 12, 13), List.of(14, 15, 16));
        assertThat(settled).extracting(Settled::result).containsExactly(22, 24, null, 28, 30, 32);
        assertThat(settled.get(2).error()).hasMessage("thirteen");
    }
}
