package io.kvstore.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

class CallerThreadsTest {

    private static final int CALLERS = 50;

    @Test
    void everyCallerHasAPlatformThreadOfItsOwn() throws Exception {
        assertThat(runTogether(CallerThreads.PLATFORM))
                .hasSize(CALLERS)
                .doesNotHaveDuplicates()
                .allSatisfy(thread -> assertThat(thread.getName()).startsWith("bench-caller-"));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void everyCallerHasAVirtualThreadOfItsOwn() throws Exception {
        assertThat(runTogether(CallerThreads.VIRTUAL))
                .hasSize(CALLERS)
                .doesNotHaveDuplicates()
                .allSatisfy(thread -> assertThat(thread.toString()).startsWith("VirtualThread"));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void aMillionVirtualCallersAreAllowed() {
        assertThat(new Crowd(List.of(1_000_000), CallerThreads.VIRTUAL, OptionalInt.empty()).last())
                .isEqualTo(1_000_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Crowd(List.of(1_000_001), CallerThreads.VIRTUAL, OptionalInt.empty()))
                .withMessage("--callers is 1,000,001: it must be 1 to 1,000,000");
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void anOlderJdkIsToldWhatIsMissing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Crowd(List.of(1), CallerThreads.VIRTUAL, OptionalInt.empty()))
                .withMessageStartingWith("--virtual-threads needs JDK 21 or later, but this is ");
    }

    /** Each task waits for all others, so that no two can share a thread. */
    private static List<Thread> runTogether(CallerThreads threads) throws Exception {
        CyclicBarrier together = new CyclicBarrier(CALLERS);
        Callable<Thread> caller = () -> {
            together.await();
            return Thread.currentThread();
        };
        ExecutorService executor = threads.start(CALLERS);
        try {
            List<Thread> all = new ArrayList<>();
            for (Future<Thread> each : executor.invokeAll(Collections.nCopies(CALLERS, caller))) {
                all.add(each.get());
            }
            return all;
        } finally {
            executor.shutdownNow();
        }
    }
}
