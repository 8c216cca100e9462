package io.kvstore.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.internal.lane.Doubling.Twice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One statement fails for all whose calls it carries. */
@Timeout(60)
class SharedErrorTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final InFlight inFlight = new InFlight(1_000, 1_000, Duration.ZERO, Doubling.REFUSALS);
    private final Doubling statement = new Doubling(64);
    private final Completions completions = new Completions(Thread::new);
    private final Lane lane =
            new Lane(statement, 1, new LaneGroup(inFlight, new KeyOrder(), new Workers(threads), completions, 1_000));

    @AfterEach
    void close() {
        completions.close();
        threads.shutdown();
    }

    private CompletableFuture<Throwable> caller(int number) {
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        Thread caller = new Thread(() -> callerOwn(number, told), "caller");
        caller.setDaemon(true);
        caller.start();
        return told;
    }

    private void callerOwn(int number, CompletableFuture<Throwable> told) {
        try {
            told.completeExceptionally(new AssertionError("succeeded: " + new Twice(lane, number, 1).run()));
        } catch (RuntimeException e) {
            told.complete(e);
        }
    }

    @Test
    void eachCallerAndEachFutureGetsAnErrorOfItsOwn() throws Exception {
        CompletableFuture<Integer> out = new Twice(lane, 1, 1).submit(completions);
        statement.running.acquire();
        List<CompletableFuture<Throwable>> told = new ArrayList<>();
        told.add(caller(13));
        while (lane.waiting() < 1) {
            Thread.onSpinWait();
        }
        for (int i = 20; i < 30; i++) {
            told.add(caller(i));
            told.add(new Twice(lane, i + 20, 1)
                    .submit(completions)
                    .handle((result, error) -> error == null ? new AssertionError("succeeded: " + result) : error));
        }
        while (lane.waiting() < 21) {
            Thread.onSpinWait();
        }
        statement.permits.release(2);
        assertThat(out.get(30, TimeUnit.SECONDS)).isEqualTo(2);
        List<Throwable> errors = new ArrayList<>();
        for (CompletableFuture<Throwable> one : told) {
            Throwable error = one.get(30, TimeUnit.SECONDS);
            assertThat(error).hasMessage("thirteen");
            assertThat(errors).noneMatch(other -> other == error);
            errors.add(error);
        }
        assertThat(statement.carried).hasSize(2);
        for (int i = 0; i < errors.size(); i++) {
            if (i == 0 || i % 2 == 1) {
                assertThat(errors.get(i).getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().equals("callerOwn"));
            }
        }
    }

    /** What it throws is not copied: the trace leads to where it happened. */
    @Test
    void loneCallerGetsTheErrorItself() {
        statement.permits.release();
        CompletableFuture<Throwable> told = caller(13);
        assertThat(told.join()).isInstanceOf(IllegalArgumentException.class).hasNoCause();
    }
}
