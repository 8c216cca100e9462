package io.kvstore.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.kvstore.internal.lane.Calls.Settled;
import io.kvstore.internal.lane.Doubling.Twice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls whose deadlines cover everything. */
@Timeout(60)
class DeadlinesTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final Deadlines deadlines = new Deadlines(timer);
    private final ExecutorService workers = Executors.newCachedThreadPool(task -> new Thread(task, "worker"));
    private final Completions completions = new Completions(Thread::new);
    private final KeyOrder order = new KeyOrder();
    private final Doubling statement = new Doubling(64);
    private InFlight inFlight = new InFlight(1_000, 1_000, LONG, Doubling.REFUSALS);
    private Lane lane = lane();

    private Lane lane() {
        BlockedKeys blocked = new BlockedKeys();
        LaneGroup group = new LaneGroup(inFlight, order, new Workers(workers), completions, 1_000, blocked);
        Lane made = new Lane(statement, 1, group);
        blocked.heededBy(made);
        return made;
    }

    private void roomFor(int calls, Duration maxWait) {
        inFlight = new InFlight(calls, 1_000, maxWait, Doubling.REFUSALS);
        lane = lane();
    }

    @AfterEach
    void everythingEnds() throws InterruptedException {
        statement.permits.release(1_000_000);
        await().until(inFlight::isIdle);
        await().until(completions::isIdle);
        workers.shutdown();
        assertThat(workers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        timer.shutdownNow();
    }

    private Twice call(int number, Duration deadline) {
        return new Twice(lane, number, 1, new Context(deadline, deadlines));
    }

    private CompletableFuture<Integer> submit(int number, Duration deadline) {
        return call(number, deadline).submit(Runnable::run);
    }

    /** Puts a statement out, which carries 1 and waits for its permit. */
    @CanIgnoreReturnValue
    private CompletableFuture<Integer> occupy(Duration deadline) throws InterruptedException {
        CompletableFuture<Integer> first = submit(1, deadline);
        statement.running.acquire();
        return first;
    }

    private void letGo() {
        statement.permits.release(1_000_000);
    }

    @Test
    void callerNeverLeads() {
        letGo();
        assertThat(call(21, LONG).run()).isEqualTo(42);
        assertThat(statement.leaders).extracting(Thread::getName).containsExactly("worker");
    }

    @Test
    void callerLeavesTheStatementThatCarriesItsCall() {
        assertThatThrownBy(() -> call(1, SHORT).run()).hasMessage("not done within PT0.02S, may have happened");
        assertThat(inFlight.count())
                .as("room is kept until the statement is over")
                .isEqualTo(1);
    }

    @Test
    void futureOfACallThatAStatementCarriesIsCompletedInTimeAndKeepsItsRoomAndItsKey() throws Exception {
        CompletableFuture<Integer> first = occupy(SHORT);
        assertThatThrownBy(() -> first.get(30, TimeUnit.SECONDS)).hasMessageContaining("may have happened");
        assertThat(inFlight.count()).isEqualTo(1);
        assertThatThrownBy(() -> call(1, SHORT).run())
                .as("the key is taken")
                .hasMessage("not done within PT0.02S, did not happen");
        CompletableFuture<Integer> next = submit(1, LONG);
        assertThat(statement.carried).containsExactly(List.of(1));
        letGo();
        assertThat(next.get(30, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(statement.carried).containsExactly(List.of(1), List.of(1));
        await().until(inFlight::isIdle);
    }

    @Test
    void futuresThatWaitForAStatementAreCompletedInTime() throws Exception {
        occupy(LONG);
        List<CompletableFuture<Integer>> late = IntStream.range(2, 100)
                .mapToObj(number -> submit(number, SHORT))
                .toList();
        for (CompletableFuture<Integer> future : late) {
            assertThatThrownBy(() -> future.get(30, TimeUnit.SECONDS)).hasMessageContaining("did not happen");
        }
        await().untilAsserted(() -> assertThat(inFlight.count()).isEqualTo(1));
        letGo();
        await().until(inFlight::isIdle);
        assertThat(statement.carried).containsExactly(List.of(1));
    }

    @Test
    void futureThatIsHeldBackBehindAnotherLaneIsCompletedInTime() throws Exception {
        occupy(LONG);
        Lane other = lane();
        CompletableFuture<Integer> held = new Twice(other, 1, 1, new Context(SHORT, deadlines)).submit(Runnable::run);
        assertThatThrownBy(() -> held.get(30, TimeUnit.SECONDS)).hasMessageContaining("did not happen");
        letGo();
        await().until(inFlight::isIdle);
        assertThat(statement.carried).containsExactly(List.of(1));
    }

    @Test
    void deadlineCoversTheWaitForRoom() throws Exception {
        roomFor(1, LONG);
        occupy(LONG);
        CompletableFuture<Integer> future = submit(2, SHORT);
        String noRoom = "overloaded: 1 calls, waited PT0.02S";
        assertThatThrownBy(() -> call(3, SHORT).run()).hasMessage(noRoom);
        assertThatThrownBy(() -> future.get(30, TimeUnit.SECONDS)).hasMessageContaining(noRoom);
        assertThat(Calls.run(List.of(call(4, SHORT), call(5, SHORT))))
                .extracting(settled -> String.valueOf(settled.error()))
                .allMatch(error -> error.endsWith(noRoom));
    }

    @Test
    void shorterWaitForRoomHolds() throws Exception {
        roomFor(1, SHORT);
        occupy(LONG);
        assertThatThrownBy(() -> call(2, LONG).run()).hasMessage("overloaded: 1 calls, waited PT0.02S");
    }

    /** A batch of which a statement carries some, and others wait, for it or for room. */
    @Test
    void batchIsGivenUpTogether() {
        roomFor(80, LONG);
        List<Settled<Integer>> settled = Calls.run(
                IntStream.range(0, 100).mapToObj(number -> call(number, SHORT)).toList());
        List<RuntimeException> errors = new ArrayList<>();
        settled.forEach(each -> errors.add(each.error()));
        assertThat(errors.subList(0, 64)).allMatch(error -> error.getMessage().endsWith("may have happened"));
        assertThat(errors.subList(64, 80)).allMatch(error -> error.getMessage().endsWith("did not happen"));
        assertThat(errors.subList(80, 100)).allMatch(error -> error.getMessage().startsWith("overloaded"));
        assertThat(inFlight.count()).isEqualTo(64);
        letGo();
        await().until(inFlight::isIdle);
        assertThat(statement.carried).hasSize(1);
    }

    @Test
    void callThatIsOverLeavesNoTimerBehind() throws Exception {
        timer.setRemoveOnCancelPolicy(true);
        CompletableFuture<Integer> first = occupy(LONG);
        assertThat(timer.getQueue()).hasSize(1);
        letGo();
        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(2);
        await().until(() -> timer.getQueue().isEmpty());
    }

    @Test
    void futureWhoseStoreIsClosedGoesWithoutATimer() throws Exception {
        deadlines.close();
        letGo();
        assertThat(submit(2, SHORT).get(30, TimeUnit.SECONDS)).isEqualTo(4);
    }
}
