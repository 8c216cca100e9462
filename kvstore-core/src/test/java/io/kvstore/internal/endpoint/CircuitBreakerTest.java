package io.kvstore.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kvstore.KvSetupException;
import io.kvstore.KvUnavailableException;
import io.kvstore.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** That half a second has passed is said to the circuit breaker by {@link #delayPasses()}. */
class CircuitBreakerTest {

    private final KvUnavailableException down =
            new KvUnavailableException("a", "connection refused", Outcome.NOT_APPLIED, null);

    private final dev.failsafe.CircuitBreaker<Object> state = CircuitBreaker.newBreaker();
    private final CircuitBreaker breaker = new CircuitBreaker("a", state);

    private void assertClosed() {
        for (int i = 0; i < 3; i++) {
            assertThatCode(breaker::enter).doesNotThrowAnyException();
        }
    }

    private void assertOpen() {
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(KvUnavailableException.class).isThrownBy(breaker::enter);
        }
    }

    private void delayPasses() {
        state.halfOpen();
    }

    @Test
    void everyoneEntersAtFirst() {
        assertClosed();
        breaker.reached();
        assertClosed();
    }

    @Test
    void oneFailureOpensItAndCallersFailAtOnceWithTheReason() {
        breaker.enter();
        breaker.failed(down);
        assertThatExceptionOfType(KvUnavailableException.class)
                .isThrownBy(breaker::enter)
                .withMessage("shard 'a': down, next try within 500 ms: shard 'a': connection refused")
                .withCause(down)
                .satisfies(e -> assertThat(e.outcome()).isEqualTo(Outcome.NOT_APPLIED));
        assertOpen();
    }

    @Test
    void delayIsHalfASecond() {
        breaker.failed(down);
        assertThat(state.getRemainingDelay()).isPositive().isLessThanOrEqualTo(Duration.ofMillis(500));
    }

    @Test
    void oneCallerAtATimeTriesAgainAfterTheDelay() {
        breaker.failed(down);
        delayPasses();
        assertThatCode(breaker::enter).doesNotThrowAnyException();
        assertOpen();
    }

    @Test
    void tryThatFailsOpensItForAnotherDelay() {
        breaker.failed(down);
        delayPasses();
        breaker.enter();
        breaker.failed(down);
        assertOpen();
        assertThat(state.getRemainingDelay()).isPositive();
    }

    @Test
    void tryThatReachesTheServerClosesIt() {
        breaker.failed(down);
        delayPasses();
        breaker.enter();
        breaker.reached();
        assertClosed();
        assertThat(state.isClosed()).isTrue();
    }

    /** Or nobody would try ever again. */
    @Test
    void tryThatEndsInNeitherWayLeavesRoomForTheNext() {
        breaker.failed(down);
        delayPasses();
        breaker.enter();
        breaker.gaveUp();
        assertOpen();
        delayPasses();
        assertThatCode(breaker::enter).doesNotThrowAnyException();
    }

    @Test
    void callThatWasOnItsWayWhenTheServerFailedDoesNotCloseIt() {
        breaker.failed(down);
        breaker.reached();
        assertOpen();
    }

    @Test
    void setupErrorStaysOneAndTheLastReasonCounts() {
        breaker.failed(down);
        delayPasses();
        breaker.enter();
        KvSetupException unfit = new KvSetupException("a", "wrong password", null);
        breaker.failed(unfit);
        assertThatExceptionOfType(KvSetupException.class)
                .isThrownBy(breaker::enter)
                .withMessage("shard 'a': not usable since the last try: shard 'a': wrong password")
                .withCause(unfit);
    }
}
