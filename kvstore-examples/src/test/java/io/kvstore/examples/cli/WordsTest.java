package io.kvstore.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WordsTest {

    @ParameterizedTest
    @MethodSource
    void splits(String line, List<String> words) {
        assertThat(Words.of(line)).isEqualTo(words);
    }

    static Stream<Arguments> splits() {
        return Stream.of(
                Arguments.of("", List.of()),
                Arguments.of(" \t ", List.of()),
                Arguments.of("  # put a b", List.of()),
                Arguments.of("put a #b", List.of("put", "a", "#b")),
                Arguments.of(" put\ta  b ", List.of("put", "a", "b")),
                Arguments.of("put a ''", List.of("put", "a", "")),
                Arguments.of("a'b c'\"d e\"f", List.of("ab cd ef")),
                Arguments.of("'\\n \"x\"'", List.of("\\n \"x\"")),
                Arguments.of("\"\\\" \\\\ \\n '\"", List.of("\" \\ \\n '")),
                Arguments.of("a\\ b \\' \\\\", List.of("a b", "'", "\\")),
                Arguments.of("!! $HOME * ~ @f a=b | > &", List.of("!!", "$HOME", "*", "~", "@f", "a=b", "|", ">", "&")),
                Arguments.of("a\u00a0b", List.of("a\u00a0b")));
    }
}
