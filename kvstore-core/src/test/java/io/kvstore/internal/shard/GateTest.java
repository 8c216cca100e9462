package io.kvstore.internal.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.failsafe.CircuitBreaker;
import io.kvstore.KvSetupException;
import io.kvstore.KvUnavailableException;
import io.kvstore.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** That half a second has passed is said to the circuit breaker by {@link #delayPasses()}. */
class GateTest {

    private final KvUnavailableException down =
            new KvUnavailableException("a", "connection refused", Outcome.NOT_APPLIED, null);

    private final CircuitBreaker<Object> breaker = Gate.newBreaker();
    private final Gate gate = new Gate("a", breaker);

    private void assertOpen() {
        for (int i = 0; i < 3; i++) {
            assertThatCode(gate::enter).doesNotThrowAnyException();
        }
    }

    private void assertShut() {
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(KvUnavailableException.class).isThrownBy(gate::enter);
        }
    }

    private void delayPasses() {
        breaker.halfOpen();
    }

    @Test
    void everyoneEntersAtFirst() {
        assertOpen();
        gate.reached();
        assertOpen();
    }

    @Test
    void oneFailureShutsItAndCallersFailAtOnceWithTheReason() {
        gate.enter();
        gate.failed(down);
        assertThatExceptionOfType(KvUnavailableException.class)
                .isThrownBy(gate::enter)
                .withMessage("shard 'a': down, next try within 500 ms: shard 'a': connection refused")
                .withCause(down)
                .satisfies(e -> assertThat(e.outcome()).isEqualTo(Outcome.NOT_APPLIED));
        assertShut();
    }

    @Test
    void delayIsHalfASecond() {
        gate.failed(down);
        assertThat(breaker.getRemainingDelay()).isPositive().isLessThanOrEqualTo(Duration.ofMillis(500));
    }

    @Test
    void oneCallerAtATimeTriesAgainAfterTheDelay() {
        gate.failed(down);
        delayPasses();
        assertThatCode(gate::enter).doesNotThrowAnyException();
        assertShut();
    }

    @Test
    void tryThatFailsShutsItForAnotherDelay() {
        gate.failed(down);
        delayPasses();
        gate.enter();
        gate.failed(down);
        assertShut();
        assertThat(breaker.getRemainingDelay()).isPositive();
    }

    @Test
    void tryThatReachesTheShardOpensIt() {
        gate.failed(down);
        delayPasses();
        gate.enter();
        gate.reached();
        assertOpen();
        assertThat(breaker.isClosed()).isTrue();
    }

    /** Or nobody would try ever again. */
    @Test
    void tryThatEndsInNeitherWayLeavesRoomForTheNext() {
        gate.failed(down);
        delayPasses();
        gate.enter();
        gate.gaveUp();
        assertShut();
        delayPasses();
        assertThatCode(gate::enter).doesNotThrowAnyException();
    }

    @Test
    void callThatWasOnItsWayWhenTheShardFailedDoesNotOpenIt() {
        gate.failed(down);
        gate.reached();
        assertShut();
    }

    @Test
    void setupErrorStaysOneAndTheLastReasonCounts() {
        gate.failed(down);
        delayPasses();
        gate.enter();
        KvSetupException unfit = new KvSetupException("a", "wrong password", null);
        gate.failed(unfit);
        assertThatExceptionOfType(KvSetupException.class)
                .isThrownBy(gate::enter)
                .withMessage("shard 'a': not usable since the last try: shard 'a': wrong password")
                .withCause(unfit);
    }
}
