package io.kvstore;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
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
        return DEFAULTS.withAcquireTimeout(acquire)
                .withConnectTimeout(connect)
                .withSocketTimeout(socket)
                .withLockWaitTimeout(lockWait);
    }

    @Test
    void defaultsAreAsDocumented() {
        assertThat(DEFAULTS)
                .hasToString("pool[connections=1..10, acquire=PT1S, connect=PT2S, socket=PT10S, lockWait=PT2S,"
                        + " driver=[], hikari=[]]");
    }

    @Test
    void connectionsAreAcceptedAtTheirLimits() {
        assertThat(DEFAULTS.withMaxConnections(1).maxConnections()).isEqualTo(1);
        assertThat(DEFAULTS.withMaxConnections(1_000).maxConnections()).isEqualTo(1_000);
        assertThat(DEFAULTS.withMinIdle(0).minIdle()).isZero();
        assertThat(DEFAULTS.withMinIdle(1_000).minIdle()).isEqualTo(1_000);
    }

    @Test
    void connectionsBeyondTheirLimitsAreRefused() {
        assertRefused(() -> DEFAULTS.withMaxConnections(0), "pool.maxConnections is 0", "1 to 1000");
        assertRefused(() -> DEFAULTS.withMaxConnections(1_001), "pool.maxConnections is 1001", "1 to 1000");
        assertRefused(() -> DEFAULTS.withMinIdle(-1), "pool.minIdle is -1", "0 to 1000");
        assertRefused(() -> DEFAULTS.withMinIdle(1_001), "pool.minIdle is 1001", "0 to 1000");
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
                .withMaxConnections(20)
                .withMinIdle(5)
                .withAcquireTimeout(ofSeconds(3))
                .withConnectTimeout(ofSeconds(4))
                .withSocketTimeout(ofSeconds(30))
                .withLockWaitTimeout(ofSeconds(5));
        assertThat(pool)
                .hasToString("pool[connections=5..20, acquire=PT3S, connect=PT4S, socket=PT30S, lockWait=PT5S,"
                        + " driver=[a], hikari=[b]]");
        assertThat(pool.driverProperties()).isEqualTo(Map.of("a", "3"));
        assertThat(pool.hikariProperties()).isEqualTo(Map.of("b", "2"));
    }

    @Test
    void equalsComparesEverything() {
        assertThat(DEFAULTS)
                .isEqualTo(DEFAULTS.withMinIdle(2).withMinIdle(1))
                .hasSameHashCodeAs(DEFAULTS.withMinIdle(2).withMinIdle(1))
                .isNotEqualTo(DEFAULTS.withMaxConnections(11))
                .isNotEqualTo(DEFAULTS.withMinIdle(2))
                .isNotEqualTo(DEFAULTS.withAcquireTimeout(ofSeconds(9)))
                .isNotEqualTo(DEFAULTS.withConnectTimeout(ofSeconds(9)))
                .isNotEqualTo(DEFAULTS.withSocketTimeout(ofSeconds(9)))
                .isNotEqualTo(DEFAULTS.withLockWaitTimeout(ofSeconds(9)))
                .isNotEqualTo(DEFAULTS.withDriverProperty("a", "1"))
                .isNotEqualTo(DEFAULTS.withHikariProperty("a", "1"));
    }

    @Test
    void propertiesCannotBeChangedFromOutside() {
        Map<String, String> driver = DEFAULTS.driverProperties();
        Map<String, String> hikari = DEFAULTS.hikariProperties();
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> driver.put("a", "1"));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> hikari.put("a", "1"));
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
