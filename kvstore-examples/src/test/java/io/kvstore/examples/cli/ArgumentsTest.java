package io.kvstore.examples.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentsTest {

    @TempDir
    private Path directory;

    private Path typed(Charset charset) throws IOException {
        return Files.write(directory.resolve("cmdline"), "java\0Main\0put\0\0\u00fc\0".getBytes(charset));
    }

    @Test
    void areTakenAsJavaDecodedThemWhereItCould() {
        String[] args = {"put", "ü"};
        assertThat(Arguments.exact(args, "UTF-8", directory.resolve("none"))).isSameAs(args);
    }

    @Test
    void areDecodedAgainWhereJavaCouldNot() throws IOException {
        String[] replaced = {"put", "", "??"};
        assertThat(Arguments.exact(replaced, "ANSI_X3.4-1968", typed(UTF_8))).containsExactly("put", "", "ü");
    }

    @Test
    void areRefusedByNumberIfTheyAreNotUtf8() throws IOException {
        String[] replaced = {"put", "", "\ufffd"};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.exact(replaced, "UTF-8", typed(ISO_8859_1)))
                .withMessageStartingWith("argument 3 is not UTF-8");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.exact(replaced, "UTF-8", directory.resolve("none")))
                .withMessageStartingWith("argument 3 is not UTF-8");
    }

    @Test
    void mayHoldTheReplacementCharacterItself() throws IOException {
        Path typed = Files.write(directory.resolve("cmdline"), "java\0put\0\ufffd\0".getBytes(UTF_8));
        assertThat(Arguments.exact(new String[] {"put", "\ufffd"}, "UTF-8", typed))
                .containsExactly("put", "\ufffd");
    }
}
