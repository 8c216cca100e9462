package io.kvstore.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.kvstore.internal.lane.Doubling.Twice;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lanes that may not have as many statements out together as each of them by itself. */
class SlotsTest {

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final LaneGroup group = new LaneGroup(
            new InFlight(1_000, 1_000, Duration.ZERO, Doubling.REFUSALS),
            new KeyOrder(),
            new Workers(workers),
            new Completions(Thread::new),
            1_000);
    private final Slots slots = new Slots(2);
    private final List<Doubling> statements = List.of(new Doubling(1), new Doubling(1), new Doubling(1));
    private final List<Lane> lanes =
            statements.stream().map(each -> new Lane(each, 2, slots, group)).toList();

    @AfterEach
    void stop() throws InterruptedException {
        workers.shutdown();
        assertThat(workers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @CanIgnoreReturnValue
    private CompletableFuture<Integer> submit(int lane, int number) {
        return new Twice(lanes.get(lane), number, 1).submit(Runnable::run);
    }

    @Test
    void slotThatIsGivenBackGoesToTheLaneThatHasWaitedLongest() throws Exception {
        List<CompletableFuture<Integer>> first = List.of(submit(0, 1), submit(0, 2));
        statements.get(0).running.acquire(2);
        List<CompletableFuture<Integer>> rest =
                Stream.of(submit(2, 3), submit(1, 4), submit(0, 5)).toList();
        assertThat(statements.get(1).carried).isEmpty();
        assertThat(statements.get(2).carried).isEmpty();
        statements.get(0).permits.release();
        statements.get(2).running.acquire();
        assertThat(statements.get(1).carried).as("waits for a slot").isEmpty();
        statements.get(2).permits.release();
        statements.get(1).running.acquire();
        statements.get(1).permits.release();
        statements.get(0).permits.release(2);
        for (CompletableFuture<Integer> future :
                Stream.concat(first.stream(), rest.stream()).toList()) {
            assertThat(future.get(30, TimeUnit.SECONDS)).isPositive();
        }
        assertThat(statements.get(0).carried).hasSize(3);
    }

    @Test
    void laneWhoseCallGaveUpPassesTheSlotOn() throws Exception {
        List<CompletableFuture<Integer>> first = List.of(submit(0, 1), submit(0, 2));
        statements.get(0).running.acquire(2);
        Thread gaveUp = new Thread(() -> new Twice(lanes.get(1), 3, 1).run());
        gaveUp.setUncaughtExceptionHandler((thread, error) -> {});
        gaveUp.start();
        while (lanes.get(1).waiting() == 0) {
            Thread.onSpinWait();
        }
        CompletableFuture<Integer> behind = submit(2, 4);
        gaveUp.interrupt();
        gaveUp.join();
        statements.get(2).permits.release();
        statements.get(0).permits.release();
        assertThat(behind.get(30, TimeUnit.SECONDS)).isEqualTo(8);
        statements.get(0).permits.release();
        for (CompletableFuture<Integer> future : first) {
            assertThat(future.get(30, TimeUnit.SECONDS)).isPositive();
        }
        assertThat(statements.get(1).carried).isEmpty();
    }
}
