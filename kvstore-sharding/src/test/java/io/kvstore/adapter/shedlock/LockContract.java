package io.kvstore.adapter.shedlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.kvstore.Ttl;
import io.kvstore.adapter.AdapterContract;
import io.kvstore.engines.Engine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import net.javacrumbs.shedlock.core.ClockProvider;
import net.javacrumbs.shedlock.core.DefaultLockingTaskExecutor;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockExtender;
import net.javacrumbs.shedlock.core.LockingTaskExecutor;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of ShedLock's providers that can extend locks, and of ours. */
abstract class LockContract extends AdapterContract {

    static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String NAME = "report";
    private static final String KEY = "lock:" + NAME;

    private KvStoreLockProvider locks;

    LockContract(Engine engine) {
        super(engine);
    }

    static LockConfiguration configuration(String name, Duration atMost, Duration atLeast) {
        return new LockConfiguration(ClockProvider.now(), name, atMost, atLeast);
    }

    @BeforeEach
    void newProvider() {
        locks = new KvStoreLockProvider(store());
    }

    private Optional<SimpleLock> lock(Duration atMost, Duration atLeast) {
        return locks.lock(configuration(NAME, atMost, atLeast));
    }

    private FencedLock held() {
        return held(MINUTE, Duration.ZERO);
    }

    private FencedLock held(Duration atMost, Duration atLeast) {
        return (FencedLock) lock(atMost, atLeast).orElseThrow();
    }

    /** Whether another process sees the lock. It shares only the store. */
    private boolean isLocked() {
        Optional<SimpleLock> lock = new KvStoreLockProvider(store()).lock(configuration(NAME, MINUTE, Duration.ZERO));
        lock.ifPresent(SimpleLock::unlock);
        return lock.isEmpty();
    }

    @Test
    void lockIsHeldUntilItIsReleased() {
        SimpleLock lock = held();
        assertThat(isLocked()).isTrue();
        lock.unlock();
        assertThat(isLocked()).isFalse();
        assertThat(store().get(KEY)).isEmpty();
    }

    @Test
    void secondHolderIsRefused() {
        SimpleLock lock = held();
        assertThat(lock(MINUTE, Duration.ZERO)).isEmpty();
        lock.unlock();
    }

    @Test
    void locksOfTwoNamesAreIndependent() {
        SimpleLock first = held();
        SimpleLock second =
                locks.lock(configuration("another", MINUTE, Duration.ZERO)).orElseThrow();
        first.unlock();
        second.unlock();
        assertThat(isLocked()).isFalse();
    }

    @Test
    void lockCanBeAcquiredRightAfterItsRelease() {
        LockConfiguration configuration = configuration(NAME, MINUTE, Duration.ZERO);
        for (int i = 0; i < 10; i++) {
            SimpleLock lock = locks.lock(configuration).orElseThrow();
            assertThat(locks.lock(configuration)).isEmpty();
            lock.unlock();
        }
    }

    @Test
    void lockEndsAfterLockAtMostFor() {
        SimpleLock lost = held();
        advance(MINUTE.minusSeconds(5));
        assertThat(isLocked()).isTrue();
        advance(Duration.ofSeconds(5));
        SimpleLock next = held();
        lost.unlock();
        assertThat(isLocked()).as("only the holder releases it").isTrue();
        next.unlock();
        assertThat(isLocked()).isFalse();
    }

    @Test
    void timesCountFromTheWriteAndNotFromWhenTheConfigurationWasMade() {
        LockConfiguration old = new LockConfiguration(
                ClockProvider.now().minus(Duration.ofDays(1)), NAME, MINUTE, Duration.ofSeconds(30));
        SimpleLock lock = locks.lock(old).orElseThrow();
        assertThat(remaining()).isBetween(Duration.ofSeconds(50), MINUTE);
        lock.unlock();
        assertThat(remaining()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
    }

    private Duration remaining() {
        return store().ttl(KEY).flatMap(Ttl::remaining).orElseThrow();
    }

    @Test
    void lockIsKeptForLockAtLeastForAfterItsRelease() {
        Duration atLeast = Duration.ofSeconds(20);
        held(MINUTE, atLeast).unlock();
        assertThat(isLocked()).isTrue();
        assertThat(remaining()).isBetween(atLeast.minusSeconds(10), atLeast);
        advance(atLeast);
        assertThat(isLocked()).isFalse();
    }

    @Test
    void lockThatWasHeldForLongerThanLockAtLeastForIsReleasedAtOnce() {
        SimpleLock lock = held(MINUTE, Duration.ofNanos(1));
        lock.unlock();
        assertThat(isLocked()).isFalse();
    }

    @Test
    void lockIsExtended() {
        SimpleLock lock = held();
        SimpleLock extended = lock.extend(Duration.ofMinutes(10), Duration.ZERO).orElseThrow();
        advance(Duration.ofMinutes(9));
        assertThat(isLocked()).isTrue();
        extended.unlock();
        assertThat(isLocked()).isFalse();
    }

    @Test
    void lockAtLeastForIsExtendedToo() {
        SimpleLock extended = held().extend(MINUTE, Duration.ofSeconds(30)).orElseThrow();
        extended.unlock();
        assertThat(isLocked()).isTrue();
        advance(Duration.ofSeconds(30));
        assertThat(isLocked()).isFalse();
    }

    @Test
    void expiredLockIsNotExtended() {
        SimpleLock lock = held();
        advance(MINUTE);
        assertThat(lock.extend(MINUTE, Duration.ZERO)).isEmpty();
        assertThat(isLocked()).isFalse();
    }

    @Test
    void lockOfAnotherHolderIsNotExtended() {
        SimpleLock lost = held();
        advance(MINUTE);
        SimpleLock next = held();
        assertThat(lost.extend(MINUTE, Duration.ZERO)).isEmpty();
        next.unlock();
        assertThat(isLocked()).isFalse();
    }

    @Test
    void lockIsUsedUpByUnlockAndByExtend() {
        SimpleLock unlocked = held();
        unlocked.unlock();
        assertThatIllegalStateException().isThrownBy(() -> unlocked.extend(MINUTE, Duration.ZERO));
        assertThatIllegalStateException().isThrownBy(unlocked::unlock);
        SimpleLock before = held();
        SimpleLock after = before.extend(MINUTE, Duration.ZERO).orElseThrow();
        assertThatIllegalStateException().isThrownBy(() -> before.extend(MINUTE, Duration.ZERO));
        assertThatIllegalStateException().isThrownBy(before::unlock);
        after.unlock();
    }

    @Test
    void taskIsSkippedWhileAnotherRunsAndMayExtendItsLock() throws Throwable {
        LockingTaskExecutor tasks = new DefaultLockingTaskExecutor(locks);
        List<String> ran = new ArrayList<>();
        tasks.executeWithLock(
                (LockingTaskExecutor.Task) () -> {
                    ran.add("first");
                    LockExtender.extendActiveLock(Duration.ofMinutes(10), Duration.ZERO);
                    CompletableFuture.runAsync(() -> tasks.executeWithLock(
                                    (Runnable) () -> ran.add("second"), configuration(NAME, MINUTE, Duration.ZERO)))
                            .join();
                },
                configuration(NAME, MINUTE, Duration.ZERO));
        assertThat(ran).containsExactly("first");
        assertThat(isLocked()).isFalse();
    }

    @Test
    void valueThatIsNotALockIsNeverOverwritten() {
        store().put(KEY, bytes("a user's own value"));
        assertThat(lock(MINUTE, Duration.ZERO)).isEmpty();
        assertThat(store().get(KEY)).contains(bytes("a user's own value"));
    }

    @Test
    void valueThatReplacedALockIsNeitherDeletedNorExtended() {
        SimpleLock lock = held();
        SimpleLock another = locks.lock(configuration("another", MINUTE, Duration.ofSeconds(30)))
                .orElseThrow();
        store().put(KEY, bytes("a user's own value"));
        store().put("lock:another", bytes("a user's own value"));
        assertThat(lock.extend(MINUTE, Duration.ZERO)).isEmpty();
        another.unlock();
        assertThat(store().get(KEY)).contains(bytes("a user's own value"));
        assertThat(store().get("lock:another")).contains(bytes("a user's own value"));
    }

    @Test
    void prefixIsYours() {
        KvStoreLockProvider others = new KvStoreLockProvider(store(), "jobs/");
        SimpleLock lock =
                others.lock(configuration(NAME, MINUTE, Duration.ZERO)).orElseThrow();
        assertThat(store().get("jobs/" + NAME)).isPresent();
        assertThat(isLocked()).isFalse();
        lock.unlock();
    }

    @Test
    void badInputIsNamed() {
        String longName = "ü".repeat(126);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> locks.lock(configuration(longName, MINUTE, Duration.ZERO)))
                .withMessageContaining("lock name 'üüü")
                .withMessageContaining("252 bytes of UTF-8: at most 250 after the prefix 'lock:'");
        assertThat(locks.lock(configuration("n".repeat(250), MINUTE, Duration.ZERO)))
                .isPresent();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KvStoreLockProvider(store(), "p".repeat(255)))
                .withMessageContaining("the prefix 'ppp")
                .withMessageContaining("255 bytes of UTF-8: at most 254");
        for (Duration bad : List.of(Duration.ZERO, Duration.ofNanos(999_999), Ttl.MAX.plusMillis(1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> lock(bad, Duration.ZERO))
                    .withMessageContaining("lockAtMostFor of the lock 'report' is " + bad);
        }
        SimpleLock lock = held();
        assertThatIllegalArgumentException().isThrownBy(() -> lock.extend(Duration.ZERO, Duration.ZERO));
        lock.unlock();
        assertThat(isLocked()).isFalse();
    }

    @Test
    void fencingTokenGrowsFromHolderToHolder() {
        List<Long> tokens = new ArrayList<>();
        FencedLock released = held();
        tokens.add(released.fencingToken());
        released.unlock();

        FencedLock kept = held(MINUTE, Duration.ofSeconds(30));
        tokens.add(kept.fencingToken());
        kept.unlock();
        advance(Duration.ofSeconds(30));

        FencedLock expired = held();
        tokens.add(expired.fencingToken());
        advance(MINUTE);

        FencedLock reaped = held();
        tokens.add(reaped.fencingToken());
        reaped.unlock();
        advance(config().reaper().grace().plusMillis(1));
        store().reaper().reap();
        assertThat(rows()).isZero();

        tokens.add(held().fencingToken());
        assertThat(tokens).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void fencingTokenStaysTheSameOverAnExtension() {
        FencedLock lock = held();
        FencedLock extended = (FencedLock) lock.extend(MINUTE, Duration.ZERO).orElseThrow();
        assertThat(extended.fencingToken()).isEqualTo(lock.fencingToken());
        extended.unlock();
        assertThat(held().fencingToken()).isGreaterThan(lock.fencingToken());
    }

    /** Instead of the clock going back, the stored times go forward. */
    @Test
    void fencingTokenGrowsIfTheClockGoesBack() {
        FencedLock lock = held();
        Duration back = Duration.ofHours(1);
        moveAll(back);
        long token = lock.fencingToken() + micros(back);
        lock.unlock(); // has no effect, because the version has changed
        execute("UPDATE kv_default SET expires_at = 1");
        assertThat(held().fencingToken()).isGreaterThan(token);
    }

    @Test
    void fencingTokenGrowsIfTheClockGoesBackByLessThanTheGraceAfterAReap() {
        long before = tokenBeforeAReapAndAClockThatThenGoesBackBy(
                config().reaper().grace().minusSeconds(1));
        assertThat(held().fencingToken()).isGreaterThan(before);
    }

    @Test
    void graceIsNeeded() {
        long before = tokenBeforeAReapAndAClockThatThenGoesBackBy(
                config().reaper().grace().plusMinutes(1));
        assertThat(held().fencingToken()).isLessThan(before);
    }

    /** The fencing token of a lock that was unlocked and reaped, adjusted as if the clock had then gone back. */
    private long tokenBeforeAReapAndAClockThatThenGoesBackBy(Duration back) {
        Duration grace = config().reaper().grace().plusMillis(1);
        FencedLock lock = held();
        lock.unlock();
        advance(grace);
        store().reaper().reap();
        assertThat(rows()).isZero();
        return lock.fencingToken() - micros(grace) + micros(back);
    }

    private static long micros(Duration time) {
        return time.toNanos() / 1_000;
    }

    private void moveAll(Duration time) {
        execute("UPDATE kv_default SET version = version + " + micros(time) + ", clock = clock + " + micros(time)
                + ", expires_at = expires_at + " + time.toMillis());
    }

    @Test
    void taskLearnsItsFencingTokenByTheNameOfTheLock() throws Throwable {
        assertThat(locks.fencingToken(NAME)).isEmpty();
        LockConfiguration configuration = configuration(NAME, MINUTE, Duration.ZERO);
        OptionalLong token = new DefaultLockingTaskExecutor(locks)
                .executeWithLock(() -> locks.fencingToken(NAME), configuration)
                .getResult();
        assertThat(token).isPresent();
        assertThat(locks.fencingToken(NAME)).isEmpty();
        FencedLock next = held();
        assertThat(next.fencingToken()).isGreaterThan(token.orElseThrow());
        assertThat(locks.fencingToken(NAME)).hasValue(next.fencingToken());
        assertThat(CompletableFuture.supplyAsync(() -> locks.fencingToken(NAME)).join())
                .as("of another thread")
                .isEmpty();
        assertThat(locks.fencingToken("another")).isEmpty();
    }
}
