package io.kvstore;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PoolConfigTest {

    private static final PoolConfig DEFAULTS = PoolConfig.defaults();

    private static void assertRefused(ThrowingCallable call, String... words) {
        assertThatIllegalArgumentException()
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.getMessage()).contains(words).hasLineCount(1));
    }

    private static PoolConfig timeouts(Duration acquire, Duration connect, Duration socket, Duration lockWait) {
        return DEFAULTS.withTimeouts(acquire, connect, socket, lockWait);
    }

    @Test
    void defaultsAreAsDocumented() {
        assertThat(DEFAULTS)
                .isEqualTo(new PoolConfig(
                        10, 1, ofSeconds(1), ofSeconds(2), ofSeconds(10), ofSeconds(2), Map.of(), Map.of()));
    }

    @Test
    void connectionsAreAcceptedAtTheirLimits() {
        assertThat(DEFAULTS.withConnections(1, 0).minIdle()).isZero();
        assertThat(DEFAULTS.withConnections(1_000, 1_000).maxConnections()).isEqualTo(1_000);
    }

    @Test
    void connectionsBeyondTheirLimitsAreRefused() {
        assertRefused(() -> DEFAULTS.withConnections(0, 0), "pool.maxConnections is 0", "1 to 1000");
        assertRefused(() -> DEFAULTS.withConnections(1_001, 0), "pool.maxConnections is 1001", "1 to 1000");
        assertRefused(() -> DEFAULTS.withConnections(10, -1), "pool.minIdle is -1", "0 to 1000");
        assertRefused(
                () -> DEFAULTS.withConnections(4, 5),
                "pool.minIdle is 5",
                "pool.maxConnections is 4",
                "cannot keep more than it may open");
    }

    @Test
    void timeoutsAreAcceptedAtTheirLimits() {
        assertThatCode(() -> {
                    timeouts(ofMillis(250), ofMillis(1), ofMillis(1_001), ofSeconds(1));
                    timeouts(ofMinutes(1), ofMinutes(1), ofMinutes(10), ofMinutes(1));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void timeoutsBeyondTheirLimitsAreRefused() {
        Duration s = ofSeconds(1);
        Duration ten = ofSeconds(10);
        assertRefused(() -> timeouts(ofMillis(249), s, ten, s), "pool.acquireTimeout is PT0.249S", "PT0.25S to PT1M");
        assertRefused(() -> timeouts(ofMillis(60_001), s, ten, s), "pool.acquireTimeout is PT1M0.001S");
        assertRefused(() -> timeouts(s, Duration.ZERO, ten, s), "pool.connectTimeout is PT0S", "PT0.001S to PT1M");
        assertRefused(() -> timeouts(s, ofMillis(60_001), ten, s), "pool.connectTimeout is PT1M0.001S");
        assertRefused(() -> timeouts(s, s, Duration.ZERO, s), "pool.socketTimeout is PT0S", "PT0.001S to PT10M");
        assertRefused(() -> timeouts(s, s, ofMinutes(11), s), "pool.socketTimeout is PT11M");
        assertRefused(() -> timeouts(s, s, ten, ofMillis(999)), "pool.lockWaitTimeout is PT0.999S", "PT1S to PT1M");
        assertRefused(() -> timeouts(s, s, ofMinutes(2), ofSeconds(61)), "pool.lockWaitTimeout is PT1M1S");
        assertRefused(() -> timeouts(s, s, ten, ofMillis(1_500)), "pool.lockWaitTimeout is PT1.5S", "whole seconds");
        assertRefused(() -> timeouts(s, s, ten, s.plusNanos(1)), "pool.lockWaitTimeout", "whole seconds");
    }

    @Test
    void lockWaitMustEndBeforeTheSocketTimeout() {
        assertRefused(
                () -> timeouts(ofSeconds(1), ofSeconds(1), ofSeconds(2), ofSeconds(2)),
                "pool.lockWaitTimeout is PT2S",
                "pool.socketTimeout is PT2S",
                "the lock wait must end first");
        assertRefused(() -> timeouts(ofSeconds(1), ofSeconds(1), ofSeconds(2), ofSeconds(3)), "must end first");
    }

    @Test
    void fractionsOfAMillisecondLeaveNoRoomForTheLockWait() {
        Duration two = ofSeconds(2);
        assertRefused(() -> timeouts(two, two, two.plusNanos(999_999), two), "must end first");
        assertRefused(() -> timeouts(two, two, ofSeconds(1), ofSeconds(1)), "must end first");
        assertThat(timeouts(two, two, ofMillis(1_001), ofSeconds(1)).socketTimeout())
                .isEqualTo(ofMillis(1_001));
        assertThat(timeouts(two, two, ofMillis(2_001), two).socketTimeout()).isEqualTo(ofMillis(2_001));
    }

    @Test
    void nullIsRefusedByName() {
        Duration s = ofSeconds(1);
        assertThatNullPointerException()
                .isThrownBy(() -> timeouts(null, s, s, s))
                .withMessage("pool.acquireTimeout");
        assertThatNullPointerException()
                .isThrownBy(() -> timeouts(s, null, s, s))
                .withMessage("pool.connectTimeout");
        assertThatNullPointerException()
                .isThrownBy(() -> timeouts(s, s, null, s))
                .withMessage("pool.socketTimeout");
        assertThatNullPointerException()
                .isThrownBy(() -> timeouts(s, s, s, null))
                .withMessage("pool.lockWaitTimeout");
        assertThatNullPointerException().isThrownBy(() -> DEFAULTS.withDriverProperty("sslMode", null));
        assertThatNullPointerException().isThrownBy(() -> DEFAULTS.withHikariProperty(null, "1"));
    }

    @Test
    void withersChangeWhatTheyNameAndKeepTheRest() {
        PoolConfig pool = DEFAULTS.withDriverProperty("a", "1")
                .withHikariProperty("b", "2")
                .withDriverProperty("a", "3")
                .withConnections(20, 5)
                .withTimeouts(ofSeconds(3), ofSeconds(4), ofSeconds(30), ofSeconds(5));
        assertThat(pool)
                .isEqualTo(new PoolConfig(
                        20,
                        5,
                        ofSeconds(3),
                        ofSeconds(4),
                        ofSeconds(30),
                        ofSeconds(5),
                        Map.of("a", "3"),
                        Map.of("b", "2")));
    }

    @Test
    void laterChangesOfTheMapsDoNotReachTheConfig() {
        Map<String, String> driver = new HashMap<>(Map.of("a", "1"));
        PoolConfig pool =
                new PoolConfig(1, 0, ofSeconds(1), ofSeconds(1), ofSeconds(9), ofSeconds(1), driver, new HashMap<>());
        driver.put("b", "2");
        assertThat(pool.driverProperties()).containsOnlyKeys("a");
    }

    @Test
    void toStringNamesPropertiesWithoutTheirValues() {
        assertThat(DEFAULTS.withDriverProperty("trustCertificateKeyStorePassword", "hush")
                        .withDriverProperty("sslMode", "VERIFY_IDENTITY")
                        .withHikariProperty("connectionInitSql", "hush"))
                .hasToString("pool[connections=1..10, acquire=PT1S, connect=PT2S, socket=PT10S, lockWait=PT2S,"
                        + " driver=[sslMode, trustCertificateKeyStorePassword], hikari=[connectionInitSql]]");
    }
}
