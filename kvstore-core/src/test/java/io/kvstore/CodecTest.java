package io.kvstore;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {

    private static final Codec<String> STRING = Codec.string();

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\0", "ä", "日本語", "😀", "\ufeffbom", "a\r\nb", "\uffff"})
    void stringComesBackAsItWas(String value) {
        assertThat(STRING.encode(value)).isEqualTo(value.getBytes(UTF_8));
        assertThat(STRING.decode(STRING.encode(value))).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "\ude00", "a\ud83d", "\ude00\ud83d", "x\ud83dy"})
    void unpairedSurrogateIsRefusedRatherThanReplaced(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STRING.encode(value))
                .withMessageContaining("unpaired surrogate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00ff", "\u00c0\u0080", "\u00ed\u00a0\u0080", "ab\u00c3", "\u00f5\u0080\u0080\u0080"})
    void bytesThatAreNotUtf8AreRefusedRatherThanReplaced(String latin1) {
        byte[] bytes = latin1.getBytes(ISO_8859_1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STRING.decode(bytes))
                .withMessage("the value (%d bytes) is not UTF-8: read it as bytes", bytes.length);
    }

    @Test
    void codecOfTwoFunctionsAppliesThem() {
        Codec<BigInteger> codec = Codec.of(BigInteger::toByteArray, BigInteger::new);
        assertThat(codec.encode(BigInteger.valueOf(258))).containsExactly(1, 2);
        assertThat(codec.decode(new byte[] {1, 2})).isEqualTo(258);
    }
}
