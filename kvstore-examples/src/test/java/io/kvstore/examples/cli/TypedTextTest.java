package io.kvstore.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.Codec;
import io.kvstore.KvOperations;
import io.kvstore.KvStore;
import io.kvstore.config.ConfigFile;
import io.kvstore.examples.cli.Launcher.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and values are used as typed. */
class TypedTextTest {

    private static final List<String> TEXTS = List.of(
            "@",
            "@@x",
            "\"quoted\"",
            "'quoted'",
            "\"open",
            "it's",
            " ",
            " a  b ",
            "a\tb",
            "a\nb",
            "*",
            "?[a]{b,c}~",
            "!!",
            "!1",
            "#a",
            "$HOME ${HOME} ${sys:user.home} $(id) `id`",
            "%s%n%d",
            "\\n\\",
            "a=b",
            "a,b;c|d&e",
            "@|red x|@",
            "get",
            "ü€😀\u0301\u202e",
            "\u001b[31m",
            "\ufeffa",
            "\ufffd");

    private static final List<String> OPTION_LIKE =
            List.of("-", "--", "-5", "-x", "-h", "--help", "-V", "--ttl", "--ttl=5", "--config", "--file", "--json");

    @TempDir
    private Path directory;

    private InProcess kv;
    private List<String> texts;

    @BeforeEach
    void writeAFileOfArguments() throws Exception {
        kv = InProcess.in(directory);
        texts = new ArrayList<>(TEXTS);
        texts.add("@" + Files.writeString(directory.resolve("f"), "--ttl 1s x"));
    }

    private void assertKeptAsTheyAre(List<String> expected) {
        try (KvStore store = KvStore.open(ConfigFile.read(kv.config()).build())) {
            KvOperations<String> values = store.as(Codec.string());
            for (String text : expected) {
                assertThat(values.getEntry(text)).as("%s", text).hasValueSatisfying(entry -> {
                    assertThat(entry.value()).isEqualTo(text);
                    assertThat(entry.ttl().isNever()).isTrue();
                });
            }
        }
    }

    @Test
    void aKeyAndAValueAreWhatIsTyped() {
        for (String text : texts) {
            assertThat(kv.kv("put", text, text).errors()).as("%s", text).isEmpty();
        }
        assertKeptAsTheyAre(texts);
        assertThat(kv.kv("get", texts.get(texts.size() - 1)).text()).isEqualTo(texts.get(texts.size() - 1));
        assertThat(kv.kv("mget", "a=b", "*").text()).isEqualTo("a=b\ta=b\n*\t*\n");
        assertThat(kv.kv("put", "empty", "").code()).isZero();
        assertThat(kv.kv("get", "empty").output()).isEmpty();
    }

    @Test
    void behindTwoHyphensNothingIsAnOption() {
        for (String text : OPTION_LIKE) {
            assertThat(kv.kv("put", "--", text, text).errors()).as("%s", text).isEmpty();
        }
        assertKeptAsTheyAre(OPTION_LIKE);
        assertThat(kv.kv("del", "--", "--", "-h").code()).isZero();
    }

    @Test
    void whatIsTakenForAnOptionIsRefusedWithTheWayOut() {
        Result result = kv.kv("put", "k", "-x");
        assertThat(result.errors())
                .isEqualTo("kv: Unknown option: '-x'; put a key or value that starts with - after -- (see kv put"
                        + " --help)\n");
        assertThat(result.code()).isEqualTo(2);
        assertThat(kv.run("put", "--help").text()).contains("Put one that starts with - after");
    }

    @Test
    void theShellTakesThemAlikeWhenTheyAreQuoted() {
        StringBuilder script = new StringBuilder();
        for (String text : texts) {
            if (!text.contains("\n")) {
                String quoted = "'" + text.replace("'", "'\\''") + "'";
                script.append("put -- ")
                        .append(quoted)
                        .append(' ')
                        .append(quoted)
                        .append('\n');
            }
        }
        Result result = kv.feed(script.toString().getBytes(UTF_8), "shell");
        assertThat(result.errors()).isEmpty();
        assertThat(result.code()).isZero();
        assertKeptAsTheyAre(texts.stream().filter(text -> !text.contains("\n")).toList());
    }
}
