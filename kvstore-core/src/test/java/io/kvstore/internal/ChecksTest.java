package io.kvstore.internal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ChecksTest {

    @Test
    void boundsAreIncluded() {
        assertThatCode(() -> {
                    Checks.between("n", 1, 1, 3);
                    Checks.between("n", 3, 1, 3);
                    Checks.between("d", Duration.ZERO, Duration.ZERO, Duration.ofDays(1));
                    Checks.between("d", Duration.ofDays(1), Duration.ZERO, Duration.ofDays(1));
                })
                .doesNotThrowAnyException();
    }

    /** In a locale with its own digits, numbers must still be such as one can type. */
    @Test
    void messageIsTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Checks.between("n", 1_234_567, 1, 3))
                    .withMessage("n is 1234567: it must be 1 to 3");
        } finally {
            Locale.setDefault(before);
        }
    }
}
