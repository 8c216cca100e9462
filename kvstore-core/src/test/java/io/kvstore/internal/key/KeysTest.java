package io.kvstore.internal.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.google.common.primitives.Longs;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {

    static List<String> keys() {
        return List.of(
                "a",
                "a ",
                " ",
                "A",
                "\0",
                "\n",
                "é",
                "日本語",
                "😀",
                "a/b?c=d%20",
                "k".repeat(255),
                "é".repeat(127),
                "😀".repeat(63) + "abc");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void keyComesBackAsItWas(String key) {
        byte[] stored = Keys.stored(key);
        assertThat(stored).hasSize(8 + key.getBytes(UTF_8).length);
        assertThat(Arrays.copyOfRange(stored, 8, stored.length)).isEqualTo(key.getBytes(UTF_8));
        assertThat(Keys.decode(stored)).isEqualTo(key);
    }

    @Test
    void positionIsBigEndianSoThatRowsAreInTheOrderOfTheRing() {
        byte[] stored = Keys.stored("key");
        assertThat(Keys.position(stored)).isEqualTo(Keys.hash("key".getBytes(UTF_8), 0, 3));
        assertThat(Longs.fromByteArray(stored)).isEqualTo(Keys.position(stored));
        assertThat(Arrays.compareUnsigned(Longs.toByteArray(Long.MAX_VALUE), Longs.toByteArray(Long.MIN_VALUE)))
                .isNegative();
    }

    @Test
    void emptyKeyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Keys.stored(""))
                .withMessage("the key is empty: it must be 1 to 255 bytes of UTF-8");
    }

    @Test
    void keyOf256BytesIsRefusedWithItsStartAndTheWayOut() {
        for (String key : List.of("k".repeat(256), "é".repeat(128), "😀".repeat(64))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Keys.stored(key))
                    .withMessage(
                            "the key '%s…' is 256 bytes of UTF-8: at most 255; store a digest of it instead",
                            key.substring(0, 40));
        }
    }

    /** A message that cuts a character in two cannot be printed. */
    @Test
    void messageNeverEndsWithinACharacter() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Keys.stored("a" + "😀".repeat(64)))
                .satisfies(e ->
                        assertThat(UTF_8.newEncoder().canEncode(e.getMessage())).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "\ude00", "a\ud83d", "\ude00\ud83d", "x\ud83dy"})
    void unpairedSurrogateIsRefused(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Keys.stored(key))
                .withMessageStartingWith("the key is not valid Unicode");
    }

    @Test
    void nullIsRefused() {
        assertThatNullPointerException().isThrownBy(() -> Keys.stored(null)).withMessage("key");
    }
}
