package io.kvstore.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.primitives.Longs;
import io.kvstore.internal.lane.BlockedKeys.Reason;
import io.kvstore.internal.lane.Doubling.Twice;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls on blocked keys, in two lanes that heed them. */
class BlockedKeysTest {

    private final InFlight inFlight = new InFlight(1_000, 1_000_000, Duration.ZERO, Doubling.REFUSALS);
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final BlockedKeys blocked = new BlockedKeys();
    private final LaneGroup group =
            new LaneGroup(inFlight, new KeyOrder(), new Workers(workers), new Completions(Thread::new), 1_000, blocked);
    private final Doubling statement = new Doubling(10);
    private final Lane lane = heeding(statement);
    private final Doubling otherStatement = new Doubling(10);
    private final Lane otherLane = heeding(otherStatement);

    private Lane heeding(Doubling doubling) {
        Lane made = new Lane(doubling, 4, group);
        blocked.heededBy(made);
        return made;
    }

    @AfterEach
    void roomIsGivenBack() {
        await().until(() -> inFlight.count() == 0);
        workers.shutdownNow();
    }

    private static byte[] key(long number) {
        return Longs.toByteArray(number);
    }

    private static CompletableFuture<Integer> submit(Lane lane, int number) {
        return new Twice(lane, number, 1).submit(Runnable::run);
    }

    @Test
    void callsOnABlockedKeyAreHeldBackInOrderAndOthersGoOn() {
        blocked.block(key(2), Reason.ROW_LOCK);
        statement.permits.release(100);
        List<CompletableFuture<Integer>> held = List.of(submit(lane, 2), submit(lane, 2));
        assertThat(submit(lane, 3).join()).isEqualTo(6);
        assertThat(statement.carried).containsExactly(List.of(3));
        assertThat(held).noneMatch(CompletableFuture::isDone);
        blocked.unblock(key(2), Reason.ROW_LOCK);
        assertThat(held).allSatisfy(call -> assertThat(call.join()).isEqualTo(4));
    }

    @Test
    void aKeyIsBlockedUntilItsLastReasonIsGone() {
        blocked.block(key(2), Reason.ROW_LOCK);
        blocked.block(key(2), Reason.ABANDONED);
        blocked.block(key(2), Reason.ABANDONED);
        blocked.unblock(key(2), Reason.ROW_LOCK);
        assertThat(blocked.isBlocked(key(2), Reason.ROW_LOCK)).isFalse();
        blocked.unblock(key(2), Reason.ABANDONED);
        assertThat(blocked.contains(key(2))).isTrue();
        blocked.unblock(key(2), Reason.ABANDONED);
        assertThat(blocked.contains(key(2))).isFalse();
    }

    @Test
    void callsThatWaitedWhenTheirKeyWasBlockedAreHeldBack() throws InterruptedException {
        Doubling alone = new Doubling(10);
        Lane one = new Lane(alone, 1, group);
        blocked.heededBy(one);
        CompletableFuture<Integer> out = submit(one, 1);
        alone.running.acquire();
        CompletableFuture<Integer> waits = submit(one, 2);
        CompletableFuture<Integer> waitsToo = submit(one, 3);
        blocked.block(key(2), Reason.ROW_LOCK);
        alone.permits.release(100);
        assertThat(out.join()).isEqualTo(2);
        assertThat(waitsToo.join()).isEqualTo(6);
        assertThat(waits).isNotDone();
        blocked.unblock(key(2), Reason.ROW_LOCK);
        assertThat(waits.join()).isEqualTo(4);
    }

    @Test
    void callsThatWereHeldBackForTooLongFail() {
        blocked.block(key(2), Reason.ROW_LOCK);
        CompletableFuture<Integer> held = submit(lane, 2);
        blocked.failHeld(Reason.ROW_LOCK, Duration.ofMinutes(1), () -> new IllegalStateException("too long"));
        assertThat(held).isNotDone();
        blocked.failHeld(Reason.UNKNOWN_OUTCOME, Duration.ZERO, () -> new IllegalStateException("another reason"));
        assertThat(held).isNotDone();
        blocked.failHeld(Reason.ROW_LOCK, Duration.ZERO, () -> new IllegalStateException("too long"));
        assertThat(held).failsWithin(Duration.ofSeconds(30)).withThrowableThat().withMessageContaining("too long");
    }

    @Test
    void theFirstCallOnABlockedKeyCanBeCarriedOutBesideTheOthers() throws InterruptedException {
        blocked.block(key(2), Reason.ROW_LOCK);
        CompletableFuture<Integer> first = submit(otherLane, 2);
        CompletableFuture<Integer> second = submit(otherLane, 2);
        otherStatement.permits.release();
        assertThat(blocked.carryFirst(key(2))).isTrue();
        assertThat(first.join()).isEqualTo(4);
        assertThat(second).isNotDone();
        assertThat(blocked.carryFirst(key(3))).isFalse();
        otherStatement.permits.release();
        blocked.unblock(key(2), Reason.ROW_LOCK);
        assertThat(second.join()).isEqualTo(4);
    }

    /** Its statement may still write, and must not overtake a later call by another lane. */
    @Test
    void aKeyWhoseCallWasAbandonedIsBlockedInEveryLaneUntilTheStatementIsOver() throws Exception {
        CompletableFuture<Integer> leader = submit(lane, 1);
        statement.running.acquire();
        Lane one = new Lane(statement, 1, group);
        CompletableFuture<Object> told = new CompletableFuture<>();
        CompletableFuture<Integer> busy = submit(one, 4);
        statement.running.acquire();
        CompletableFuture<Integer> leads = submit(one, 5);
        Thread caller = new Thread(() -> {
            try {
                told.complete(new Twice(one, 2, 1).run());
            } catch (RuntimeException e) {
                told.complete(e.getMessage());
            }
        });
        caller.start();
        await().until(() -> one.waiting() == 2);
        statement.permits.release(2); // for leader and busy: now 5 leads, and takes 2 along
        statement.running.acquire();
        caller.interrupt();
        assertThat(told.get()).isEqualTo("interrupted while it waited, may have happened");
        otherStatement.permits.release();
        CompletableFuture<Integer> later = submit(otherLane, 2);
        assertThat(submitAndJoin(otherLane, 7)).isEqualTo(14);
        assertThat(later).isNotDone();
        otherStatement.permits.release();
        statement.permits.release(10);
        assertThat(later.join()).isEqualTo(4);
        CompletableFuture.allOf(leader, busy, leads).join();
        assertThat(blocked.contains(key(2))).isFalse();
    }

    private static int submitAndJoin(Lane lane, int number) {
        return submit(lane, number).join();
    }
}
