package io.kvstore.examples.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TurnsTest {

    @Test
    void aKindThatHangsLeavesRoomForTheOthers() throws Exception {
        CountDownLatch hang = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(100);
        AtomicInteger hanging = new AtomicInteger();
        try (Turns turns = new Turns("test", 4, 2)) {
            for (int i = 0; i < 100; i++) {
                turns.run("down", () -> {
                    hanging.incrementAndGet();
                    await(hang);
                });
            }
            for (int i = 0; i < 100; i++) {
                turns.run("up", others::countDown);
            }
            assertThat(others.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(hanging).hasValueLessThanOrEqualTo(2);
            hang.countDown();
        }
    }

    @Test
    void noMoreRunAtOneTimeThanMayAndAllHaveTheirTurn() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(200);
        try (Turns turns = new Turns("test", 3, 3)) {
            for (int i = 0; i < 200; i++) {
                turns.run("kind " + i % 5, () -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    now.decrementAndGet();
                    done.countDown();
                });
            }
            assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(most).hasValueBetween(1, 3);
    }

    @Test
    void aTaskThatThrowsGivesItsTurnBack() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        try (Turns turns = new Turns("test", 1, 1)) {
            turns.run("kind", () -> {
                Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {});
                throw new IllegalStateException("thrown by a test");
            });
            turns.run("kind", done::countDown);
            assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
