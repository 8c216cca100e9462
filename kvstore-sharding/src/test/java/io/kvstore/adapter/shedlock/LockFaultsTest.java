package io.kvstore.adapter.shedlock;

import static io.kvstore.adapter.shedlock.LockContract.MINUTE;
import static io.kvstore.adapter.shedlock.LockContract.configuration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.KvUnavailableException;
import io.kvstore.adapter.AdapterContract;
import io.kvstore.adapter.Faults;
import io.kvstore.adapter.Faults.Fault;
import io.kvstore.engines.Engine;
import java.time.Duration;
import java.util.Optional;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.support.LockException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Locks while the store fails. */
class LockFaultsTest extends AdapterContract {

    private Faults faults;
    private KvStoreLockProvider locks;

    LockFaultsTest() {
        super(Engine.H2);
    }

    @BeforeEach
    void newProvider() {
        faults = new Faults(store());
        locks = new KvStoreLockProvider(faults.view());
    }

    private Optional<SimpleLock> lock() {
        return lock(Duration.ZERO);
    }

    private Optional<SimpleLock> lock(Duration atLeast) {
        return locks.lock(configuration("report", MINUTE, atLeast));
    }

    private boolean isLocked() {
        return store().get("lock:report").isPresent();
    }

    @Test
    void lockIsRefusedIfTheStoreRefusesTheCall() {
        faults.next(Fault.REFUSED);
        assertThat(lock()).isEmpty();
        assertThat(isLocked()).isFalse();
    }

    @Test
    void lockWhoseAnswerWasLostIsHeld() {
        faults.next(Fault.ANSWER_LOST);
        FencedLock lock = (FencedLock) lock().orElseThrow();
        assertThat(lock.fencingToken())
                .isEqualTo(store().getEntry("lock:report").orElseThrow().version());
        lock.unlock();
        assertThat(isLocked()).isFalse();
    }

    @Test
    void lockWhoseCallWasLostIsRefused() {
        faults.next(Fault.CALL_LOST);
        assertThat(lock()).isEmpty();
    }

    @Test
    void lockWhoseAnswerWasLostAndThatCannotBeReadIsRefusedAndExpires() {
        faults.next(Fault.ANSWER_LOST, Fault.REFUSED);
        assertThat(lock()).isEmpty();
        assertThat(isLocked()).isTrue();
        advance(MINUTE);
        assertThat(lock()).isPresent();
    }

    @Test
    void lockThatSomebodyElseHoldsIsRefusedIfTheAnswerWasLost() {
        store().put("lock:report", bytes("held by somebody else"));
        faults.next(Fault.ANSWER_LOST);
        assertThat(lock()).isEmpty();
    }

    @Test
    void releaseWhoseAnswerWasLostIsDone() {
        SimpleLock lock = lock().orElseThrow();
        faults.next(Fault.ANSWER_LOST);
        lock.unlock();
        assertThat(isLocked()).isFalse();
    }

    @Test
    void releaseWhoseCallWasLostIsRepeated() {
        SimpleLock lock = lock().orElseThrow();
        faults.next(Fault.CALL_LOST);
        lock.unlock();
        assertThat(isLocked()).isFalse();
    }

    @Test
    void releaseThatKeepsLockAtLeastForIsSettledToo() {
        Duration atLeast = Duration.ofSeconds(30);
        for (Fault fault : new Fault[] {Fault.ANSWER_LOST, Fault.CALL_LOST}) {
            SimpleLock lock = lock(atLeast).orElseThrow();
            faults.next(fault);
            lock.unlock();
            assertThat(isLocked()).isTrue();
            advance(atLeast);
            assertThat(isLocked()).as("released: %s", fault).isFalse();
        }
    }

    @Test
    void failedReleaseIsAnErrorAndMayBeRepeated() {
        SimpleLock lock = lock().orElseThrow();
        faults.next(Fault.REFUSED);
        assertThatExceptionOfType(LockException.class)
                .isThrownBy(lock::unlock)
                .withMessageContaining("lock 'report' may not be released")
                .withMessageContaining("lockAtMostFor (PT1M)")
                .withCauseInstanceOf(KvUnavailableException.class);
        faults.next(Fault.CALL_LOST, Fault.NONE, Fault.CALL_LOST, Fault.NONE, Fault.CALL_LOST);
        assertThatExceptionOfType(LockException.class).isThrownBy(lock::unlock);
        lock.unlock();
        assertThat(isLocked()).isFalse();
    }

    @Test
    void extensionIsSettled() {
        for (Fault fault : new Fault[] {Fault.ANSWER_LOST, Fault.CALL_LOST}) {
            SimpleLock lock = lock().orElseThrow();
            faults.next(fault);
            SimpleLock extended =
                    lock.extend(Duration.ofMinutes(10), Duration.ZERO).orElseThrow();
            advance(Duration.ofMinutes(9));
            assertThat(isLocked()).isTrue();
            extended.unlock();
            assertThat(isLocked()).as("released: %s", fault).isFalse();
        }
    }

    @Test
    void lockWhoseExtensionFailedIsStillHeld() {
        SimpleLock lock = lock().orElseThrow();
        faults.next(Fault.ANSWER_LOST, Fault.REFUSED);
        assertThatExceptionOfType(LockException.class)
                .isThrownBy(() -> lock.extend(Duration.ofMinutes(10), Duration.ZERO))
                .withMessageContaining("lock 'report' may not be extended");
        lock.unlock();
        assertThat(isLocked()).as("released, whatever became of the extension").isFalse();
    }

    @Test
    void lockOnAShardThatIsDownIsRefused() {
        KvConfig config = KvConfig.builder()
                .shard("down", "jdbc:mysql://127.0.0.1:1/none", "nobody", "")
                .build();
        try (KvStore down = KvStore.open(config)) {
            KvStoreLockProvider onIt = new KvStoreLockProvider(down);
            assertThat(onIt.lock(configuration("report", MINUTE, Duration.ZERO)))
                    .isEmpty();
            assertThat(onIt.fencingToken("report")).isEmpty();
        }
    }
}
