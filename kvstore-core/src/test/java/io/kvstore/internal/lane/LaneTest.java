package io.kvstore.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvstore.internal.lane.Doubling.Twice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneTest {

    private static final Executor NO_WORKERS = task -> {
        throw new AssertionError("platform threads lead themselves");
    };
    private final InFlight inFlight = new InFlight(1_000_000, 1_000_000, Duration.ZERO, Doubling.REFUSALS);
    private final KeyOrder order = new KeyOrder();
    private final Completions completions = new Completions(Thread::new);

    private Lane lane(Statement statement) {
        return lane(statement, 1, 1_000, NO_WORKERS);
    }

    private Lane lane(Statement statement, int out, int bytes, Executor workers) {
        return new Lane(statement, out, new LaneGroup(inFlight, order, new Workers(workers), completions, bytes));
    }

    private final List<Thread> callers = new ArrayList<>();
    private final List<Object> outcomes = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void roomIsGivenBack() throws InterruptedException {
        nobodyIsLeftWaiting();
        assertThat(inFlight.count()).isZero();
    }

    private void nobodyIsLeftWaiting() throws InterruptedException {
        for (Thread caller : callers) {
            caller.join(TimeUnit.SECONDS.toMillis(30));
            assertThat(caller.isAlive()).as("still waiting: %s", caller).isFalse();
        }
    }

    /** Calls from a thread of its own, and returns when the call leads or waits. */
    private Thread callFromThread(Lane lane, int number, int bytes) throws InterruptedException {
        Thread caller = new Thread(() -> {
            try {
                outcomes.add(new Twice(lane, number, bytes).run());
            } catch (RuntimeException | Error e) {
                outcomes.add(e.getMessage());
            }
        });
        callers.add(caller);
        caller.start();
        while (caller.getState() != Thread.State.WAITING && caller.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return caller;
    }

    /** Puts a statement out, which carries 1 and waits for its permit. */
    private void occupy(Lane lane, Doubling statement) throws InterruptedException {
        callFromThread(lane, 1, 1);
        statement.running.acquire();
    }

    @Test
    void loneCallerRunsItsStatementItself() {
        Doubling statement = new Doubling(64);
        statement.permits.release();
        assertThat(new Twice(lane(statement), 21, 1).run()).isEqualTo(42);
        assertThat(statement.leaders).containsExactly(Thread.currentThread());
    }

    @Test
    void callsThatComeWhileAStatementIsOutShareTheNextInTheirOrder() throws Exception {
        Doubling statement = new Doubling(64);
        Lane lane = lane(statement);
        occupy(lane, statement);
        Thread second = callFromThread(lane, 2, 1);
        callFromThread(lane, 3, 1);
        callFromThread(lane, 4, 1);
        assertThat(statement.carried)
                .as("nothing joins a statement that is out")
                .containsExactly(List.of(1));
        statement.permits.release(2);
        nobodyIsLeftWaiting();
        assertThat(statement.carried).containsExactly(List.of(1), List.of(2, 3, 4));
        assertThat(statement.leaders.get(1)).as("the one that waited longest").isSameAs(second);
        assertThat(outcomes).containsExactlyInAnyOrder(2, 4, 6, 8);
    }

    @Test
    void statementIsBoundedInCallsAndBytes() throws Exception {
        Doubling statement = new Doubling(4);
        Lane lane = lane(statement, 1, 100, NO_WORKERS);
        callFromThread(lane, 0, 1);
        statement.running.acquire();
        int[] bytes = {1, 1, 1, 1, 1, 60, 30, 30, 500, 1};
        for (int i = 0; i < bytes.length; i++) {
            callFromThread(lane, i + 1, bytes[i]);
        }
        statement.permits.release(100);
        nobodyIsLeftWaiting();
        assertThat(statement.carried)
                .containsExactly(
                        List.of(0), List.of(1, 2, 3, 4), List.of(5, 6, 7), List.of(8), List.of(9), List.of(10));
    }

    @Test
    void waitingCallerThatIsInterruptedLeavesAndTheOthersGoOn() throws Exception {
        Doubling statement = new Doubling(64);
        Lane lane = lane(statement);
        occupy(lane, statement);
        Thread leaves = callFromThread(lane, 2, 1);
        callFromThread(lane, 3, 1);
        leaves.interrupt();
        leaves.join();
        assertThat(outcomes).containsExactly("interrupted while it waited, did not happen");
        statement.permits.release(2);
        nobodyIsLeftWaiting();
        assertThat(statement.carried).containsExactly(List.of(1), List.of(3));
    }

    @Test
    void callerThatIsInterruptedWhileItsStatementIsOutMayHaveHappened() throws Exception {
        Doubling statement = new Doubling(64);
        Lane lane = lane(statement);
        occupy(lane, statement);
        callFromThread(lane, 2, 1);
        Thread taken = callFromThread(lane, 3, 1);
        statement.permits.release();
        statement.running.acquire();
        taken.interrupt();
        taken.join();
        assertThat(outcomes).contains("interrupted while it waited, may have happened");
        statement.permits.release();
    }

    @Test
    void interruptedLeaderLeadsUndisturbedAndStaysInterrupted() {
        List<Boolean> seen = new ArrayList<>();
        Statement statement = new Statement() {
            @Override
            public int maxCalls() {
                return 64;
            }

            @Override
            public Refusals refusals() {
                return Doubling.REFUSALS;
            }

            @Override
            public void run(List<Call<?>> calls) {
                seen.add(Thread.currentThread().isInterrupted());
                calls.stream().map(Twice.class::cast).forEach(call -> call.succeed(2 * call.number));
            }
        };
        Thread.currentThread().interrupt();
        int result = new Twice(lane(statement), 21, 1).run();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(seen).containsExactly(false);
        assertThat(result).isEqualTo(42);
    }

    @Test
    void timeoutEnds() throws Exception {
        Doubling statement = new Doubling(64);
        Lane lane = lane(statement);
        occupy(lane, statement);
        assertThatThrownBy(() -> new Twice(lane, 2, 1, Duration.ofMillis(20)).run())
                .hasMessage("not done within PT0.02S, did not happen");
        statement.permits.release();
        nobodyIsLeftWaiting();
        assertThat(outcomes)
                .as("who leads is bound by its statement, not by its timeout")
                .containsExactly(2);
    }

    @Test
    void statementThatThrowsFailsThoseWithoutAnOutcomeAndTheLaneGoesOn() throws Exception {
        Doubling statement = new Doubling(64);
        Lane lane = lane(statement);
        occupy(lane, statement);
        callFromThread(lane, 2, 1);
        callFromThread(lane, 13, 1);
        callFromThread(lane, 3, 1);
        statement.permits.release(3);
        nobodyIsLeftWaiting();
        assertThat(outcomes).containsExactlyInAnyOrder(2, 4, "thirteen", "thirteen");
        assertThat(new Twice(lane, 4, 1).run()).isEqualTo(8);
    }

    @Test
    void leaderThatBreaksDownTakesNobodyWithIt() throws Exception {
        Doubling statement = new Doubling(64);
        Lane lane = lane(statement);
        occupy(lane, statement);
        callFromThread(lane, 666, 1);
        callFromThread(lane, 3, 1);
        statement.permits.release(3);
        nobodyIsLeftWaiting();
        assertThat(outcomes)
                .containsExactlyInAnyOrder(
                        2,
                        "on purpose",
                        "the thread that ran the statement failed: java.lang.StackOverflowError: on purpose, may have happened");
        assertThat(new Twice(lane, 4, 1).run()).isEqualTo(8);
    }

    /** As one does whose stack or memory ends: nobody may wait for it, nor for it to lead. */
    @Test
    void callerThatBreaksDownWhileItWaitsIsNotWaitedFor() throws Exception {
        Doubling statement = new Doubling(64);
        Lane lane = lane(statement);
        occupy(lane, statement);
        List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
        Thread breaks = new Thread(() -> new Twice(lane, 2, 1).run()) {
            @Override
            public boolean isInterrupted() {
                throw new StackOverflowError("on purpose");
            }
        };
        breaks.setUncaughtExceptionHandler((thread, e) -> thrown.add(e));
        breaks.start();
        breaks.join();
        assertThat(thrown).singleElement().isInstanceOf(StackOverflowError.class);
        callFromThread(lane, 3, 1);
        statement.permits.release(2);
        nobodyIsLeftWaiting();
        assertThat(outcomes).containsExactlyInAnyOrder(2, 6);
        assertThat(statement.carried).containsExactly(List.of(1), List.of(3));
    }

    /** No lost wake-up, no lost call, whoever meets whom. */
    @Test
    void manyCallersAllGetTheirOwnAnswers() throws Exception {
        Doubling statement = new Doubling(8);
        statement.permits.release(1_000_000);
        Lane lane = lane(statement);
        int calls = 5_000;
        for (int caller = 0; caller < 8; caller++) {
            int first = 1_000 + caller * calls;
            Thread thread = new Thread(() -> {
                for (int i = 0; i < calls; i++) {
                    if (new Twice(lane, first + i, 1).run() != 2 * (first + i)) {
                        outcomes.add("wrong answer");
                    }
                }
                outcomes.add("done");
            });
            callers.add(thread);
            thread.start();
        }
        nobodyIsLeftWaiting();
        assertThat(outcomes).hasSize(8).containsOnly("done");
        assertThat(statement.carried.stream().mapToInt(List::size).sum()).isEqualTo(8 * calls);
        assertThat(statement.carried).allSatisfy(one -> assertThat(one).hasSizeLessThanOrEqualTo(8));
    }
}
