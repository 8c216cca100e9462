package io.kvstore.internal.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class ValuesTest {

    private final Values<byte[]> values = Values.ofBytes(10);

    @Test
    void valueOfUpToTheLimitIsPassedOnAsItIs() {
        for (int length : new int[] {0, 1, 10}) {
            byte[] value = new byte[length];
            assertThat(values.encode("k", value)).isSameAs(value);
        }
    }

    @Test
    void valueBeyondTheLimitIsRefusedWithItsKeyAndTheWayOut() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> values.encode("k%s", new byte[11]))
                .withMessage(
                        "the value of 'k%s' is 11 bytes: at most 10 (maxValueBytes); split it, or raise the limit");
    }

    @Test
    void nullIsRefused() {
        assertThatNullPointerException()
                .isThrownBy(() -> values.encode("k", null))
                .withMessage("value");
    }
}
