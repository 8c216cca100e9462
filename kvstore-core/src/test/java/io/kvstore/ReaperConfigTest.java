package io.kvstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ReaperConfigTest {

    private static final ReaperConfig DEFAULTS = ReaperConfig.defaults();

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }

    @Test
    void defaultsAreAsDocumented() {
        assertThat(DEFAULTS).hasToString("ReaperConfig[grace=PT1M, batchRows=500, pause=PT0.01S, budget=PT10S]");
    }

    @Test
    void boundsAreAcceptedAtTheirLimits() {
        ReaperConfig least = DEFAULTS.withGrace(Duration.ZERO)
                .withBatchRows(1)
                .withPause(Duration.ZERO)
                .withBudget(Duration.ofMillis(1));
        ReaperConfig most = DEFAULTS.withGrace(Duration.ofDays(30))
                .withBatchRows(ReaperConfig.MAX_BATCH_ROWS)
                .withPause(Duration.ofMinutes(1))
                .withBudget(Duration.ofDays(1));
        assertThat(least).hasToString("ReaperConfig[grace=PT0S, batchRows=1, pause=PT0S, budget=PT0.001S]");
        assertThat(most).hasToString("ReaperConfig[grace=PT720H, batchRows=10000, pause=PT1M, budget=PT24H]");
    }

    @Test
    void boundsBeyondTheirLimitsAreRefusedByName() {
        assertRefused(
                () -> DEFAULTS.withGrace(Duration.ofNanos(-1)),
                "reaper.grace is PT-0.000000001S: it must be PT0S to PT720H");
        assertRefused(
                () -> DEFAULTS.withGrace(Duration.ofDays(31)), "reaper.grace is PT744H: it must be PT0S to PT720H");
        assertRefused(() -> DEFAULTS.withBatchRows(0), "reaper.batchRows is 0: it must be 1 to 10000");
        assertRefused(() -> DEFAULTS.withBatchRows(10_001), "reaper.batchRows is 10001: it must be 1 to 10000");
        assertRefused(
                () -> DEFAULTS.withPause(Duration.ofMillis(-1)), "reaper.pause is PT-0.001S: it must be PT0S to PT1M");
        assertRefused(
                () -> DEFAULTS.withPause(Duration.ofSeconds(61)), "reaper.pause is PT1M1S: it must be PT0S to PT1M");
        assertRefused(() -> DEFAULTS.withBudget(Duration.ZERO), "reaper.budget is PT0S: it must be PT0.001S to PT24H");
        assertRefused(
                () -> DEFAULTS.withBudget(Duration.ofHours(25)),
                "reaper.budget is PT25H: it must be PT0.001S to PT24H");
    }

    @Test
    void nullIsRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> DEFAULTS.withGrace(null))
                .withMessage("reaper.grace");
        assertThatNullPointerException()
                .isThrownBy(() -> DEFAULTS.withPause(null))
                .withMessage("reaper.pause");
        assertThatNullPointerException()
                .isThrownBy(() -> DEFAULTS.withBudget(null))
                .withMessage("reaper.budget");
    }
}
