package io.kvstore.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** On a clock of its own. */
class OutLimitTest {

    private static final int CALLERS = 8;
    private static final int LEARNED = 100; // measurements

    /** Time on the wire alone: statements do not hinder each other. A call waits for one of them, then takes its own. */
    private static double far(int out) {
        return 1 + 1.0 / out;
    }

    /** The server does one at a time. */
    private static double full(int out) {
        return out * far(out);
    }

    private long time = Long.MAX_VALUE - 1_000; // by System.nanoTime, which may overflow

    /** One measurement, in which calls take what they take with so many statements out. Returns how many were out. */
    private int measure(OutLimit limit, IntToDoubleFunction millis) {
        int out = limit.statements();
        long each = Math.round(1e6 * millis.applyAsDouble(out) / CALLERS);
        int calls = (int) Math.max(OutLimit.CALLS, (OutLimit.NANOS + each - 1) / each);
        for (int i = 0; i < calls; i++) {
            limit.step(CALLERS);
            time += each;
            limit.step(CALLERS);
            limit.ended(1);
        }
        return out;
    }

    private void measure(OutLimit limit, IntToDoubleFunction millis, int times) {
        for (int i = 0; i < times; i++) {
            measure(limit, millis);
        }
    }

    private double mean(OutLimit limit, IntToDoubleFunction millis, int times) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += measure(limit, millis);
        }
        return (double) sum / times;
    }

    @Test
    void whereTimeIsSpentOnTheWireAsManyGoOutAsMay() {
        OutLimit limit = new OutLimit(6, () -> time);
        measure(limit, OutLimitTest::far, LEARNED);
        assertThat(mean(limit, OutLimitTest::far, LEARNED)).isBetween(5.8, 6.0);
    }

    @Test
    void whereTheServerIsFullOneGoesOut() {
        OutLimit limit = new OutLimit(4, () -> time);
        measure(limit, OutLimitTest::full, LEARNED);
        assertThat(mean(limit, OutLimitTest::full, LEARNED)).isBetween(1.0, 1.05);
    }

    @Test
    void theBestInBetweenIsFound() {
        IntToDoubleFunction best4 = out -> 2 + Math.abs(out - 4);
        OutLimit limit = new OutLimit(16, () -> time);
        measure(limit, best4, LEARNED);
        assertThat(mean(limit, best4, LEARNED)).isBetween(3.9, 4.2);
    }

    @Test
    void itFollowsAServerThatGetsFullAndEmptyAgain() {
        OutLimit limit = new OutLimit(4, () -> time);
        measure(limit, OutLimitTest::far, LEARNED);
        measure(limit, OutLimitTest::full, LEARNED);
        assertThat(mean(limit, OutLimitTest::full, LEARNED)).isBetween(1.0, 1.05);
        measure(limit, OutLimitTest::far, LEARNED);
        assertThat(mean(limit, OutLimitTest::far, LEARNED)).isBetween(3.9, 4.0);
    }

    @Test
    void aTrialThatWinsByLittleChangesNothing() {
        OutLimit limit = new OutLimit(4, () -> time);
        assertThat(mean(limit, out -> 10 + 0.1 * out, LEARNED)).isBetween(3.8, 4.0);
    }

    @Test
    void aSingleTrialThatWinsChangesNothing() {
        OutLimit limit = new OutLimit(2, () -> time);
        measure(limit, OutLimitTest::full, LEARNED);
        while (limit.statements() == 1) {
            measure(limit, OutLimitTest::full);
        }
        measure(limit, out -> 0.1); // by chance
        assertThat(mean(limit, OutLimitTest::full, LEARNED)).isBetween(1.0, 1.1);
    }

    @Test
    void timeThatIsLeftOutDoesNotCount() {
        OutLimit limit = new OutLimit(4, () -> time);
        for (int i = 0; i < LEARNED; i++) {
            int out = limit.statements();
            limit.suspend();
            limit.ended(1_000);
            time += 1_000_000L * out; // else it would look as if more were worse
            measure(limit, OutLimitTest::far);
        }
        assertThat(mean(limit, OutLimitTest::far, LEARNED)).isBetween(3.9, 4.0);
    }

    @Test
    void whereOneMayGoOutNothingIsTried() {
        assertThat(mean(new OutLimit(1, () -> time), OutLimitTest::far, LEARNED))
                .isEqualTo(1);
    }

    @Test
    void statementsThatEndNoCallsMeasureNothing() {
        OutLimit limit = new OutLimit(4, () -> time);
        for (int i = 0; i < LEARNED; i++) {
            time += OutLimit.NANOS;
            limit.step(CALLERS);
            limit.ended(0);
        }
        assertThat(limit.statements()).isEqualTo(4);
    }
}
