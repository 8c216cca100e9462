package io.kvstore.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.examples.cli.Launcher.Result;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Failed output is an error, and values cannot control a terminal. */
class OutputTest {

    @TempDir
    private Path directory;

    private InProcess kv;

    @BeforeEach
    void putSomething() {
        kv = InProcess.in(directory);
        assertThat(kv.kv("put", "a", "1").code()).isZero();
    }

    private static OutputStream failing(String why) {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException(why);
            }
        };
    }

    private Stream<String[]> commandsThatPrint() {
        return Stream.concat(
                Stream.of(
                        kv.with("get", "a"),
                        kv.with("get", "a", "--json"),
                        kv.with("mget", "a", "b"),
                        kv.with("mget", "a", "--json"),
                        kv.with("ttl", "a"),
                        kv.with("locate", "a"),
                        kv.with("stats"),
                        kv.with("reap"),
                        kv.with("ring"),
                        kv.with("ring", "--svg", directory.resolve("ring.svg").toString()),
                        kv.with("schema")),
                Stream.of(
                        new String[] {"--help"},
                        new String[] {"get", "--help"},
                        new String[] {"help"},
                        new String[] {"help", "get"},
                        new String[] {"--version"},
                        new String[] {"demo"}));
    }

    @Test
    void aFullDiskIsReportedByEachCommand() {
        commandsThatPrint().forEach(command -> {
            Result result = kv.run(InputStream.nullInputStream(), failing("No space left on device"), command);
            assertThat(result.code()).as("%s", List.of(command)).isEqualTo(3);
            assertThat(result.errors())
                    .as("%s", List.of(command))
                    .isEqualTo("kv: standard output cannot be written: No space left on device\n");
        });
    }

    @Test
    void aReaderThatExitsEarlyIsNoError() {
        commandsThatPrint().forEach(command -> {
            Result result = kv.run(InputStream.nullInputStream(), failing("Broken pipe"), command);
            assertThat(result.errors()).as("%s", List.of(command)).isEmpty();
            assertThat(result.code()).as("%s", List.of(command)).isEqualTo(141);
        });
    }

    @Test
    void theShellEndsWhenItsOutputDoes() {
        InputStream script = new java.io.ByteArrayInputStream("get a\nput b 2\n".getBytes(UTF_8));
        Result result = kv.run(script, failing("No space left on device"), kv.with("shell"));
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.errors()).hasLineCount(1).contains("cannot be written");
        assertThat(kv.kv("get", "b").code()).as("not run any more").isEqualTo(1);
    }

    @Test
    void aCommandThatPrintsNothingNeedsNoOutput() {
        assertThat(kv.run(InputStream.nullInputStream(), failing("Bad file descriptor"), kv.with("put", "b", "2"))
                        .code())
                .isZero();
        assertThat(kv.run(InputStream.nullInputStream(), failing("Bad file descriptor"), kv.with("get", "a"))
                        .errors())
                .isEqualTo("kv: standard output is closed\n");
    }

    @Test
    void standardInputThatCannotBeReadSaysSo() {
        InputStream closed = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Bad file descriptor");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        };
        for (String[] command : List.of(kv.with("put", "b"), kv.with("mput"), kv.with("shell"))) {
            Result result = kv.run(closed, OutputStream.nullOutputStream(), command);
            assertThat(result.errors())
                    .startsWith("kv: standard input is closed")
                    .hasLineCount(1);
            assertThat(result.code()).isEqualTo(2);
        }
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        for (String command : List.of("put", "mput")) {
            String[] args = command.equals("put")
                    ? kv.with("put", "b", "--file", directory.toString())
                    : kv.with("mput", "--file", directory.toString());
            assertThat(kv.run(args).errors()).startsWith("kv: file " + directory + " cannot be read: Is a directory");
        }
    }

    @Test
    void aTerminalGetsControlCharactersInQuotes() {
        String red = "\u001b[31mred";
        assertThat(kv.kv("put", "b", red).code()).isZero();
        assertThat(kv.kv("put", "c\u009b", "two\nlines").code()).isZero();
        InProcess terminal = kv.onTerminals("o");

        assertThat(kv.kv("get", "b").text()).as("in a pipe").isEqualTo(red);
        assertThat(terminal.kv("get", "b").text()).isEqualTo("$'\\x1b[31mred'\n");
        assertThat(terminal.kv("get", "c\u009b").text()).isEqualTo("two\nlines\n");
        assertThat(terminal.kv("mget", "b", "c\u009b").text())
                .isEqualTo("b\t$'\\x1b[31mred'\n$'c\\u009b'\t$'two\\nlines'\n");
        assertThat(kv.kv("mget", "b").text()).as("in a pipe").isEqualTo("b\t" + red + "\n");
        assertThat(terminal.kv("get", "c\u009b", "--json").text()).contains("\"key\":\"c\\u009b\"");
        assertThat(terminal.feed("get b\n".getBytes(UTF_8), "shell").text()).isEqualTo("$'\\x1b[31mred'\n");
    }

    @Test
    void aMessageEscapesControlCharacters() {
        assertThat(kv.kv("\u001b[2J").errors()).contains("\\x1b[2J").doesNotContain("\u001b");
        assertThat(kv.kv("put", "\u001b".repeat(256), "b").errors()).doesNotContain("\u001b");
        assertThat(kv.run("get", "--\u001b]0;", "--debug").errors()).doesNotContain("\u001b");
    }
}
