package io.kvstore.internal.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.kvstore.Ttl;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TtlsTest {

    @Test
    void ttlIsWholeMillisecondsRoundedDown() {
        assertThat(Ttls.millis(Duration.ofMillis(1))).isEqualTo(1);
        assertThat(Ttls.millis(Duration.ofNanos(1_999_999))).isEqualTo(1);
        assertThat(Ttls.millis(Duration.ofSeconds(30))).isEqualTo(30_000);
        assertThat(Ttls.millis(Ttl.MAX)).isEqualTo(365_000L * 24 * 60 * 60 * 1_000);
    }

    @Test
    void ttlBelowAMillisecondIsRefusedWithTheWayOut() {
        for (Duration ttl : List.of(
                Duration.ZERO,
                Duration.ofNanos(1),
                Duration.ofNanos(999_999),
                Duration.ofNanos(-1),
                Duration.ofSeconds(-5),
                Duration.ofSeconds(Long.MIN_VALUE))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Ttls.millis(ttl))
                    .withMessage("ttl is %s: at least PT0.001S; to remove a key, delete it", ttl);
        }
    }

    @Test
    void ttlBeyondTheLongestIsRefusedRatherThanOverflow() {
        for (Duration ttl : List.of(Ttl.MAX.plusNanos(1), Duration.ofSeconds(Long.MAX_VALUE, 999_999_999))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Ttls.millis(ttl))
                    .withMessage("ttl is %s: at most PT8760000H; to keep a key until it is deleted, give none", ttl);
        }
    }

    @Test
    void nullIsRefused() {
        assertThatNullPointerException().isThrownBy(() -> Ttls.millis(null)).withMessage("ttl");
    }
}
