package io.kvstore.examples.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "ключ ü€ 👩‍👩‍👧", "it's \\n", "a\u0301", "-$'"})
    void textIsItself(String text) {
        assertThat(Printable.value(text.getBytes(UTF_8))).isEqualTo(text);
        assertThat(Printable.inLine(text.getBytes(UTF_8))).isEqualTo(text);
        assertThat(Printable.message(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "a\u001b[31mred, $'a\\x1b[31mred'",
                "a\u007f, $'a\\x7f'",
                "\u009b31m, $'\\u009b31m'",
                "\u202eabc, $'\\u202eabc'",
                "a\u2028b, $'a\\u2028b'",
                "it's\u0007\\, $'it\\'s\\x07\\\\'",
                "$'x', $'$\\'x\\''",
            })
    void controlCharactersAreQuotedOnATerminal(String text, String shown) {
        assertThat(Printable.value(text.getBytes(UTF_8))).isEqualTo(shown);
    }

    @Test
    void bytesThatAreNoTextAreQuoted() {
        byte[] value = {'a', (byte) 0xFF, (byte) 0xE2, (byte) 0x82, 0, 'b', (byte) 0xC3};
        assertThat(Printable.value(value)).isEqualTo("$'a\\xff\\xe2\\x82\\x00b\\xc3'");
    }

    @Test
    void severalLinesAreForAValueAlone() {
        byte[] value = "a\n\tb".getBytes(UTF_8);
        assertThat(Printable.value(value)).isEqualTo("a\n\tb");
        assertThat(Printable.inLine(value)).isEqualTo("$'a\\n\\tb'");
        assertThat(Printable.lines("a\n\tb\u001b")).isEqualTo("a\n\tb\\x1b");
        assertThat(Printable.message("a\nb\ud800")).isEqualTo("a\\nb\\ud800");
    }

    @Test
    void jsonStaysTheSameJson() {
        assertThat(Printable.json("{\"a\":\"ü\u009b\u007f\udb40\udc41\"}"))
                .isEqualTo("{\"a\":\"ü\\u009b\\u007f\\udb40\\udc41\"}");
    }
}
