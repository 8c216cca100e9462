package io.kvstore.examples.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.examples.cli.Launcher.Result;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines of text start and end at the same places in mput, mput --json and scripts of the shell. */
class FramingTest {

    private static final String MARK = "\ufeff";

    @TempDir
    private Path directory;

    private InProcess kv;

    @BeforeEach
    void open() {
        kv = InProcess.in(directory);
    }

    private void assertStored(String key, String value) {
        assertThat(kv.kv("get", key).text()).as(key).isEqualTo(value);
    }

    private void assertRefused(String line, String input, String... options) {
        assertRefused(line, input, UTF_8, options);
    }

    private void assertRefused(String line, String input, Charset charset, String... options) {
        Result result = kv.feed(input.getBytes(charset), "mput", options);
        assertThat(result.errors()).startsWith("kv: " + line).hasLineCount(1);
        assertThat(result.code()).isEqualTo(2);
    }

    @Test
    void aByteOrderMarkBelongsToNoKey() throws Exception {
        assertThat(kv.feed((MARK + "a\t1\n").getBytes(UTF_8), "mput").code()).isZero();
        assertStored("a", "1");
        assertThat(kv.feed((MARK + "{\"key\":\"b\",\"value\":\"2\"}").getBytes(UTF_8), "mput", "--json")
                        .code())
                .isZero();
        assertStored("b", "2");
        assertThat(kv.feed((MARK + "put c 3\n").getBytes(UTF_8), "shell").errors())
                .isEmpty();
        assertStored("c", "3");
        Files.writeString(kv.config(), MARK + Files.readString(kv.config()));
        assertStored("c", "3");
        assertThat(kv.feed(MARK.getBytes(UTF_8), "mput").code())
                .as("no line at all")
                .isZero();
    }

    @Test
    void linesEndWithLfOrCrlfAndTheLastNeedNot() {
        assertThat(kv.feed("a\t1\r\nb\t2\nc\t3".getBytes(UTF_8), "mput").code()).isZero();
        assertStored("a", "1");
        assertStored("b", "2");
        assertStored("c", "3");
        assertThat(kv.feed("put a 4\r\nput b 5".getBytes(UTF_8), "shell").code())
                .isZero();
        assertStored("a", "4");
        assertStored("b", "5");
    }

    @Test
    void allElseOfALineIsKeyAndValue() {
        assertThat(kv.feed("#a\tx\t \"y\\t\0\u2028\u0085\nb\t1\nb\t2\nc\t\n".getBytes(UTF_8), "mput")
                        .code())
                .isZero();
        assertStored("#a", "x\t \"y\\t\0\u2028\u0085");
        assertStored("b", "2");
        assertStored("c", "");
    }

    @Test
    void aLineThatCannotBeUsedIsNamed() {
        assertRefused("line 2: it is empty", "a\t1\n\nb\t2\n");
        assertRefused("line 1: no tab between key and value", "a");
        assertRefused("line 2: it is not UTF-8; stored: 0 lines before it", "a\t1\nb\tü\n", ISO_8859_1);
        assertRefused("line 1: it is not UTF-8", "a\t1\n", UTF_16);
        assertRefused("line 1: it contains a carriage return that does not end the line", "a\t1\rb\t2\r");
        assertRefused("line 3: the key has 0 bytes: it must have 1 to 255", "a\t1\nb\t2\n\t3\n");
        assertRefused("line 1: the key has 256 bytes", "k".repeat(256) + "\t3\n");
        assertRefused("line 1: the value has 8388609 bytes: maxValueBytes allows 8388608", "k\t" + "v".repeat(8388609));
        assertThat(kv.kv("get", "a").code()).as("the batch of the wrong line").isEqualTo(1);
    }

    @Test
    void anObjectThatCannotBeUsedIsNamed() {
        String none = "line 1: not a JSON object with one key and one value, both of them strings";
        assertRefused(none, "null", "--json");
        assertRefused(none, "[\"a\"]", "--json");
        assertRefused(none, "{\"key\":\"a\",\"key\":\"b\",\"value\":\"1\"}", "--json");
        assertRefused(none, "{\"key\":\"a\",\"value\":1}", "--json");
        assertRefused(none, "{\"key\":\"a\",\"value\":true}", "--json");
        assertRefused(none, "{\"key\":\"a\",\"value\":\"1\"} x", "--json");
        assertRefused(none, "[".repeat(2_000), "--json");
        assertRefused("line 1: it needs \"value\"", "{\"key\":\"a\",\"value\":null}", "--json");
        assertRefused("line 1: its \"valueBase64\" is not base64", "{\"key\":\"a\",\"valueBase64\":\"%\"}", "--json");
        assertRefused("line 1: ", "{\"key\":\"a\",\"value\":\"\\ud800\"}", "--json");
        assertRefused("line 1: it is empty", " \n", "--json");
    }

    @Test
    void aLineOfAScriptThatCannotBeUsedIsNamedAndTheNextIsRun() {
        String script = "# comment\n\nput a 'open\nput b \"open\nput c \\\nput d \u00fc\nput e 5\n";
        Result result = kv.feed(script.getBytes(ISO_8859_1), "shell");
        assertThat(result.errors().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("kv: line 3: the quote ' at character 7"),
                        line -> assertThat(line).startsWith("kv: line 4: the quote \" at character 7"),
                        line -> assertThat(line).startsWith("kv: line 5: the line ends with a single backslash"),
                        line -> assertThat(line).isEqualTo("kv: line 6: it is not UTF-8"));
        assertThat(result.code()).as("the last command's").isZero();
        assertStored("e", "5");
        assertThat(kv.feed("put a 'open".getBytes(UTF_8), "shell").code()).isEqualTo(2);
    }
}
