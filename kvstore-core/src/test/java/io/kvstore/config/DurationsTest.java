package io.kvstore.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "0ms, PT0S",
        "250ms, PT0.25S",
        "30s, PT30S",
        "5m, PT5M",
        "2h, PT2H",
        "1d, P1D",
        "1h30m, PT1H30M",
        "1d2h3m4s5ms, PT26H3M4.005S",
        "5m7ms, PT5M0.007S",
        "90s, PT1M30S",
        "365000d, P365000D"
    })
    void readsNumbersWithTheirUnits(String text, Duration expected) {
        assertThat(Durations.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "30", "30x", "s", "-5s", "+5s", "1.5s", "5s1m", "5 s", "5S", "PT5S", "5s ", "٣s"})
    void refusesWhatIsNoDurationByName(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Durations.parse(text))
                .withMessageStartingWith("'" + text + "' is no duration: write 250ms, 30s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807d", "99999999999999999999ms", "1d9223372036854775807s"})
    void refusesWhatNoDurationCanHold(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Durations.parse(text))
                .withMessage("'" + text + "' is longer than any time a computer can count");
    }

    @Test
    void readsBackWhatItWrites() {
        for (long millis = 1; millis < Long.MAX_VALUE / 7; millis *= 7) {
            Duration duration = Duration.ofMillis(millis);
            assertThat(Durations.parse(Durations.format(duration))).isEqualTo(duration);
        }
        assertThat(Durations.format(Duration.ofMillis(29_481))).isEqualTo("29s481ms");
        assertThat(Durations.format(Duration.ofNanos(1))).isEqualTo("0ms");
    }
}
