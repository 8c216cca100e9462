package io.kvstore.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Longs;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.kvstore.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Statements that bring something back, and those that do not bring back everything at once. */
class ResultsTest {

    private static final int ROOM = 1_000;

    private static final class Read extends Call<Integer> {

        private final int number;

        Read(Lane lane, int number) {
            super(lane, new Numbered(Longs.toByteArray(number)), new Context(Duration.ofSeconds(30)));
            this.number = number;
        }

        void take(int bytes) {
            brought(bytes);
            succeed(number);
        }

        void later() {
            again();
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // nobody compares requests
    private record Numbered(byte[] key) implements Request<Integer> {

        @Override
        public Operation operation() {
            return Operation.read("number");
        }

        @Override
        public int bytes() {
            return 1;
        }
    }

    /** Brings back as many bytes for each as is said, once it was given a permit; of some only the second time. */
    private static final class Reads implements Statement {

        private final int maxCalls;
        private final int bytes;
        private final Set<Integer> later = ConcurrentHashMap.newKeySet();
        private final List<List<Integer>> carried = Collections.synchronizedList(new ArrayList<>());
        private final Semaphore permits = new Semaphore(0);

        Reads(int maxCalls, int bytes, Integer... later) {
            this.maxCalls = maxCalls;
            this.bytes = bytes;
            Collections.addAll(this.later, later);
        }

        @Override
        public int maxCalls() {
            return maxCalls;
        }

        @Override
        public int brings() {
            return bytes;
        }

        @Override
        public void run(List<Call<?>> carrying) {
            List<Read> calls = carrying.stream().map(Read.class::cast).toList();
            carried.add(calls.stream().map(call -> call.number).toList());
            permits.acquireUninterruptibly();
            for (Read call : calls) {
                if (later.remove(call.number)) {
                    call.later();
                } else {
                    call.take(bytes);
                }
            }
        }

        @Override
        public Refusals refusals() {
            return Doubling.REFUSALS;
        }
    }

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final Completions completions = new Completions(Thread::new);
    private final InFlight inFlight = new InFlight(100, ROOM, Duration.ZERO, Doubling.REFUSALS);
    private final LaneGroup group = new LaneGroup(inFlight, new KeyOrder(), new Workers(workers), completions, ROOM);

    private Lane lane(Reads statement, int maxOut) {
        Lane lane = new Lane(statement, maxOut, group);
        inFlight.onRoom(lane);
        return lane;
    }

    @CanIgnoreReturnValue
    private static CompletableFuture<Integer> submit(Lane lane, int number) {
        return new Read(lane, number).submit(Runnable::run);
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still not").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        until(() -> inFlight.count() == 0);
        workers.shutdown();
        assertThat(workers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void statementsGoOutBesideEachOtherWhileThereIsRoomForWhatTheyBring() {
        Reads fit = new Reads(1, ROOM / 2 - 10);
        Lane lane = lane(fit, 4);
        submit(lane, 1);
        submit(lane, 2);
        submit(lane, 3);
        until(() -> fit.carried.size() == 2);
        fit.permits.release(2);
        until(() -> fit.carried.size() == 3);
        fit.permits.release(1);
    }

    @Test
    void oneStatementMayAlwaysGoThoughItBringsMoreThanThereIsRoomFor() throws Exception {
        Reads large = new Reads(1, 10 * ROOM);
        Lane lane = lane(large, 4);
        List<CompletableFuture<Integer>> futures = List.of(submit(lane, 1), submit(lane, 2));
        until(() -> large.carried.size() == 1);
        large.permits.release(2);
        assertThat(futures.get(0).get(30, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(futures.get(1).get(30, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(large.carried).hasSize(2);
    }

    @Test
    void nothingMoreIsReadWhileResultsPileUpBehindAnExecutor() throws Exception {
        Reads reads = new Reads(1, ROOM);
        reads.permits.release(10);
        Lane lane = lane(reads, 1);
        Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
        CompletableFuture<Integer> first = new Read(lane, 1).submit(tasks::add);
        until(() -> tasks.size() == 1);
        assertThat(new Read(lane, 2).submit(Runnable::run)).isCompletedExceptionally();
        tasks.remove().run();
        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(submit(lane, 3).get(30, TimeUnit.SECONDS)).isEqualTo(3);
    }

    @Test
    void whatIsToGoAgainWaitsInFrontAndTheOthersAreDone() throws Exception {
        Reads reads = new Reads(64, 1, 2, 4);
        Lane lane = lane(reads, 1);
        submit(lane, 1);
        until(() -> reads.carried.size() == 1);
        List<CompletableFuture<Integer>> futures = new ArrayList<>();
        for (int number = 2; number <= 5; number++) {
            futures.add(submit(lane, number));
        }
        reads.permits.release(2);
        assertThat(futures.get(1).get(30, TimeUnit.SECONDS)).isEqualTo(3);
        assertThat(futures.get(3).get(30, TimeUnit.SECONDS)).isEqualTo(5);
        until(() -> reads.carried.size() == 3);
        reads.permits.release(10);
        assertThat(futures.get(0).get(30, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(futures.get(2).get(30, TimeUnit.SECONDS)).isEqualTo(4);
        assertThat(reads.carried).containsExactly(List.of(1), List.of(2, 3, 4, 5), List.of(2, 4));
    }
}
