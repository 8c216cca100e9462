package io.kvstore.sharding.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.common.util.concurrent.Uninterruptibles;
import io.kvstore.engines.LeakCheck;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(LeakCheck.class)
class ParallelTest {

    private static final int MAX_THREADS = 64;

    private final Parallel parallel = new Parallel();

    @AfterEach
    void close() {
        parallel.close();
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static List<String> threads() {
        return LeakCheck.threads().stream()
                .filter(name -> name.startsWith("kvstore-batch"))
                .toList();
    }

    @Test
    void resultsAreInTheOrderOfTheItems() {
        for (int count : new int[] {0, 1, 2, 64, 65, 66, 1_000}) {
            assertThat(parallel.map(numbers(count), number -> number * 2))
                    .isEqualTo(numbers(count).stream().map(number -> number * 2).toList());
        }
    }

    @Test
    void allItemsAreUnderWayAtOnce() {
        CountDownLatch all = new CountDownLatch(10);
        assertThat(parallel.map(numbers(10), number -> {
                    all.countDown();
                    return Uninterruptibles.awaitUninterruptibly(all, 30, SECONDS);
                }))
                .containsOnly(true);
    }

    @Test
    void callerDoesTheFirstItemAndNeedsNoThreadForAnother() {
        await("those of the tests before have ended").until(ParallelTest::threads, List::isEmpty);
        String caller = Thread.currentThread().getName();
        assertThat(parallel.map(numbers(1), number -> Thread.currentThread().getName()))
                .containsExactly(caller);
        assertThat(threads()).isEmpty();
        List<String> two =
                parallel.map(numbers(2), number -> Thread.currentThread().getName());
        assertThat(two.get(0)).isEqualTo(caller);
        assertThat(two.get(1)).startsWith("kvstore-batch");
    }

    /**
     * The threads wait until the caller runs the next item itself, because no thread is free: 65 items at the same
     * time.
     */
    @Test
    void neverMoreThreadsThanTheBoundAndTheCallerDoesTheRest() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Set<String> threads = ConcurrentHashMap.newKeySet();
        CountDownLatch full = new CountDownLatch(MAX_THREADS + 1);
        parallel.map(numbers(500), number -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            threads.add(Thread.currentThread().getName());
            full.countDown();
            boolean reached = Uninterruptibles.awaitUninterruptibly(full, 30, SECONDS);
            running.decrementAndGet();
            return reached;
        });
        assertThat(most).hasValue(MAX_THREADS + 1);
        assertThat(threads)
                .hasSize(MAX_THREADS + 1)
                .contains(Thread.currentThread().getName());
    }

    @Test
    void exceptionReachesTheCallerUnchangedFromAnyThread() {
        for (int bad : new int[] {0, 1, 5}) {
            RuntimeException error = new IllegalArgumentException("item " + bad);
            assertThatThrownBy(() -> parallel.map(numbers(6), number -> {
                        if (number == bad) {
                            throw error;
                        }
                        return number;
                    }))
                    .isSameAs(error);
        }
    }

    @Test
    void errorReachesTheCallerAsItIs() {
        AssertionError error = new AssertionError("deep");
        assertThatThrownBy(() -> parallel.map(numbers(3), number -> {
                    throw error;
                }))
                .isSameAs(error);
    }

    @Test
    void ofSeveralExceptionsTheFirstItemsCounts() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> parallel.map(numbers(50), number -> {
                    if (number >= 7) {
                        throw new IllegalStateException("item " + number);
                    }
                    return number;
                }))
                .withMessage("item 7");
    }

    @Test
    void tasksStillRunAfterCloseOnTheCallersThread() {
        parallel.close();
        String caller = Thread.currentThread().getName();
        assertThat(parallel.map(numbers(10), number -> Thread.currentThread().getName()))
                .hasSize(10)
                .containsOnly(caller);
    }

    /** The caller waits for a write in flight, because it must learn its outcome. */
    @Test
    void interruptedCallerWaitsAndKeepsTheFlag() {
        List<Integer> done = Collections.synchronizedList(new ArrayList<>());
        Thread.currentThread().interrupt();
        List<Integer> results = parallel.map(numbers(20), number -> {
            done.add(number);
            return number;
        });
        assertThat(Thread.interrupted()).as("flag").isTrue();
        assertThat(results).isEqualTo(numbers(20));
        assertThat(done).hasSize(20);
    }
}
