package io.kvstore.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.util.concurrent.Uninterruptibles;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.kvstore.internal.lane.Doubling.Twice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A lane among threads that cannot be started, and executors that throw, block or drop what they are given. */
@Timeout(60)
class ForeignCodeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Executor HERE = Runnable::run;

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> new Thread(task, "worker"));
    private final AtomicInteger refusals = new AtomicInteger();
    private final InFlight inFlight = new InFlight(100_000, 100_000, Duration.ZERO, Doubling.REFUSALS);
    private final Doubling statement = new Doubling(4);
    private final Completions completions = new Completions(task -> new Thread(task, "completes"));

    @AfterEach
    void roomIsGivenBack() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (inFlight.count() > 0) {
            assertThat(System.nanoTime()).as("still in flight").isLessThan(deadline);
            Thread.onSpinWait();
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    private LaneGroup group(Executor workers) {
        return new LaneGroup(inFlight, new KeyOrder(), new Workers(workers), completions, 1_000);
    }

    private Lane lane(Executor workers) {
        return new Lane(statement, 1, group(workers));
    }

    /** Throws as often as is left in {@link #refusals}. */
    private Executor refusing(Throwable error) {
        return task -> {
            if (refusals.getAndDecrement() > 0) {
                throw ForeignCodeTest.<RuntimeException>sneak(error);
            }
            threads.execute(task);
        };
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E sneak(Throwable error) throws E {
        throw (E) error;
    }

    static Stream<Throwable> whatExecutorsThrow() {
        return Stream.of(
                new OutOfMemoryError("unable to create native thread"),
                new RejectedExecutionException("shut down"),
                new IllegalArgumentException("no"),
                new AssertionError("never"),
                new java.io.IOException("checked"));
    }

    @CanIgnoreReturnValue
    private static CompletableFuture<Integer> submit(Lane lane, int number) {
        return new Twice(lane, number, 1).submit(Runnable::run);
    }

    @ParameterizedTest
    @MethodSource("whatExecutorsThrow")
    void callThatNoThreadCanLeadFailsAndTheLaneGoesOn(Throwable error) throws Exception {
        Lane lane = lane(refusing(error));
        statement.permits.release(100);
        refusals.set(1);
        CompletableFuture<Integer> first = submit(lane, 1);
        assertThat(catchThrowable(() -> first.get(30, TimeUnit.SECONDS)))
                .hasMessageContaining("did not happen")
                .hasMessageContaining(error.getMessage());
        assertThat(submit(lane, 1).get(30, TimeUnit.SECONDS)).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("whatExecutorsThrow")
    void callerWhoseSuccessorNoThreadCanLeadGetsItsOwnResult(Throwable error) throws Exception {
        Lane lane = lane(refusing(error));
        CompletableFuture<Integer> result = CompletableFuture.supplyAsync(() -> new Twice(lane, 1, 1).run(), threads);
        statement.running.acquire();
        List<CompletableFuture<Integer>> waiting = new ArrayList<>();
        IntStream.range(2, 12).forEach(number -> waiting.add(submit(lane, number)));
        refusals.set(2);
        statement.permits.release(100);
        assertThat(result.get(30, TimeUnit.SECONDS)).isEqualTo(2);
        for (int i = 0; i < 10; i++) {
            CompletableFuture<Integer> future = waiting.get(i);
            if (i < 2) {
                assertThat(catchThrowable(() -> future.get(30, TimeUnit.SECONDS)))
                        .hasMessageContaining("did not happen");
            } else {
                assertThat(future.get(30, TimeUnit.SECONDS)).isEqualTo(2 * (i + 2));
            }
        }
    }

    /** Each call that fails lets the next one on its key go, which fails as well: not one inside the other. */
    @Test
    void longQueueOfOneKeyFailsWithoutEndingTheStack() throws Exception {
        Doubling other = new Doubling(4);
        LaneGroup group = group(refusing(new OutOfMemoryError("unable to create native thread")));
        Lane reads = new Lane(statement, 1, group);
        Lane writes = new Lane(other, 1, group);
        List<CompletableFuture<Integer>> futures = new ArrayList<>();
        futures.add(submit(reads, 7));
        statement.running.acquire();
        for (int i = 0; i < 40_000; i++) {
            futures.add(submit(i % 2 == 0 ? writes : reads, 7));
        }
        refusals.set(Integer.MAX_VALUE);
        statement.permits.release();
        assertThat(futures.get(0).get(30, TimeUnit.SECONDS)).isEqualTo(14);
        for (CompletableFuture<Integer> future : futures.subList(1, futures.size())) {
            assertThat(catchThrowable(() -> future.get(30, TimeUnit.SECONDS))).hasMessageContaining("did not happen");
        }
    }

    /** A direct executor of one, an executor that throws of another, and a third who waits for neither. */
    @ParameterizedTest
    @MethodSource("whatExecutorsThrow")
    void executorThatThrowsHarmsNeitherTheLeaderNorOtherFutures(Throwable error) throws Exception {
        Lane lane = lane(threads);
        CompletableFuture<Integer> lead = CompletableFuture.supplyAsync(() -> new Twice(lane, 1, 1).run(), threads);
        statement.running.acquire();
        CompletableFuture<Integer> thrown = new Twice(lane, 2, 1).submit(task -> {
            throw ForeignCodeTest.<RuntimeException>sneak(error);
        });
        CompletableFuture<Integer> direct = submit(lane, 3);
        statement.permits.release(2);
        assertThat(lead.get(30, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(direct.get(30, TimeUnit.SECONDS)).isEqualTo(6);
        assertThat(thrown.get(30, TimeUnit.SECONDS)).as("not kept in vain").isEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("whatExecutorsThrow")
    void executorThatThrowsDoesNotEndTheSweeper(Throwable error) throws Exception {
        Duration timeout = Duration.ofNanos(1);
        Lane lane = lane(threads);
        submit(lane, 1);
        statement.running.acquire();
        CompletableFuture<Integer> late = new Twice(lane, 2, 1, timeout).submit(task -> {
            throw ForeignCodeTest.<RuntimeException>sneak(error);
        });
        CompletableFuture<Integer> later = new Twice(lane, 3, 1, timeout).submit(Runnable::run);
        lane.sweep();
        assertThat(catchThrowable(() -> late.get(30, TimeUnit.SECONDS))).hasMessageContaining("did not happen");
        assertThat(catchThrowable(() -> later.get(30, TimeUnit.SECONDS))).hasMessageContaining("did not happen");
        statement.permits.release(2);
    }

    @Test
    void continuationNeverRunsOnTheThreadOfAnotherCaller() throws Exception {
        Lane lane = lane(threads);
        CompletableFuture<Integer> lead = CompletableFuture.supplyAsync(() -> new Twice(lane, 1, 1).run(), threads);
        statement.running.acquire();
        CompletableFuture<Integer> leads = CompletableFuture.supplyAsync(() -> new Twice(lane, 2, 1).run(), threads);
        while (lane.waiting() == 0) {
            Thread.onSpinWait();
        }
        CompletableFuture<Thread> ran = submit(lane, 3).thenApply(doubled -> Thread.currentThread());
        statement.permits.release(2);
        assertThat(lead.get(30, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(leads.get(30, TimeUnit.SECONDS)).isEqualTo(4);
        assertThat(ran.get(30, TimeUnit.SECONDS).getName()).isEqualTo("completes");
    }

    /** Futures of one statement, and of another, behind one whose stage never ends until they are done. */
    @Test
    void stageThatBlocksStopsNeitherTheLaneNorOtherFutures() throws Exception {
        Lane lane = lane(threads);
        List<CompletableFuture<Integer>> futures = new ArrayList<>();
        List<CompletableFuture<Void>> stages = new ArrayList<>();
        CountDownLatch last = new CountDownLatch(1);
        int blocking = 40; // many more than there are processors
        for (int i = 0; i <= blocking; i++) {
            CompletableFuture<Integer> future = new Twice(lane, 100 + i, 1).submit(i % 2 == 0 ? completions : HERE);
            futures.add(future);
            if (i < blocking) {
                stages.add(future.thenAccept(doubled -> Uninterruptibles.awaitUninterruptibly(last)));
            }
        }
        statement.permits.release(100);
        while (futures.stream().anyMatch(future -> !future.isDone())) {
            completions.relieve();
            TimeUnit.MILLISECONDS.sleep(1);
        }
        assertThat(stages).noneMatch(CompletableFuture::isDone);
        last.countDown();
        CompletableFuture.allOf(stages.toArray(CompletableFuture<?>[]::new)).get(30, TimeUnit.SECONDS);
    }

    @Test
    void callWhoseFutureIsNotCompletedKeepsItsRoom() throws Exception {
        Lane lane = lane(threads);
        Queue<Runnable> later = new ConcurrentLinkedQueue<>();
        CompletableFuture<Integer> future = new Twice(lane, 1, 7).submit(later::add);
        statement.permits.release();
        while (later.isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(inFlight.count()).isEqualTo(1);
        CompletableFuture<Integer> room = future.thenApply(doubled -> inFlight.count());
        later.remove().run();
        assertThat(room.get(30, TimeUnit.SECONDS))
                .as("a stage may make another call")
                .isZero();
    }

    @Test
    void futureWhoseExecutorDropsItIsCompletedAllTheSame() throws Exception {
        Lane lane = lane(threads);
        CompletableFuture<Integer> future = new Twice(lane, 1, 7).submit(task -> {});
        statement.permits.release();
        while (!future.isDone()) {
            System.gc();
            completions.relieve();
            TimeUnit.MILLISECONDS.sleep(1);
        }
        assertThat(future.get()).isEqualTo(2);
    }

    @Test
    void stagesWithoutAnExecutorAreBoundedAndRunWhereTheyAreRegistered() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger here = new AtomicInteger();
        Thread caller = Thread.currentThread();
        int stages = 5_000;
        CountDownLatch done = new CountDownLatch(stages);
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            completions.execute(() -> Uninterruptibles.awaitUninterruptibly(go));
        }
        for (int i = 0; i < stages; i++) {
            completions.execute(() -> {
                here.addAndGet(Thread.currentThread() == caller ? 1 : 0);
                done.countDown();
            });
        }
        go.countDown();
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(here.get()).isBetween(stages - 2_000, stages - 1_000);
    }

    @Test
    void futuresAreCompletedAfterCloseToo() throws Exception {
        Lane lane = lane(threads);
        CompletableFuture<Integer> future = submit(lane, 1);
        completions.close();
        statement.permits.release();
        assertThat(future.get(30, TimeUnit.SECONDS)).isEqualTo(2);
    }
}
