package io.kvstore.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.examples.cli.Launcher.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands as a user does: processes of {@code ./kv} in one directory. */
class KvIT {

    @TempDir
    private Path directory;

    private Launcher kv;

    @BeforeEach
    void openFolder() {
        kv = Launcher.in(directory);
    }

    private static void assertDone(Result result) {
        assertThat(result.errors()).isEmpty();
        assertThat(result.code()).isZero();
    }

    private static void assertAbsent(Result result) {
        assertThat(result.text() + result.errors()).isEmpty();
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void keepsBytesThroughAPipeAndAFile() throws Exception {
        byte[] bytes = new byte[300_000];
        new Random(1).nextBytes(bytes);
        assertDone(kv.pipe(bytes, "put", "piped"));
        Path file = Files.write(directory.resolve("bytes"), bytes);
        assertDone(kv.run("put", "filed", "--file", file.toString()));

        assertThat(kv.run("get", "piped").output()).isEqualTo(bytes);
        assertThat(kv.run("get", "filed").output()).isEqualTo(bytes);
        assertThat(kv.run("get", "filed", "--json").text())
                .startsWith("{\"key\":\"filed\",\"valueBase64\":\""
                        + Base64.getEncoder().encodeToString(bytes) + "\",")
                .endsWith(",\"ttlMillis\":null}\n");
    }

    @Test
    void setsReadsAndRemovesAKey() throws Exception {
        assertAbsent(kv.run("get", "ключ"));
        assertDone(kv.run("put", "ключ", "значение"));
        assertThat(kv.run("get", "ключ").text()).isEqualTo("значение");
        assertThat(kv.run("put", "ключ", "other", "--if-absent").code()).isEqualTo(1);
        assertThat(kv.run("cas", "ключ", "1", "other").code()).isEqualTo(1);
        assertThat(kv.run("del", "ключ", "--version", "1").code()).isEqualTo(1);
        assertThat(kv.run("del", "ключ", "b", "--version", "1").code()).isEqualTo(2);
        assertDone(kv.run("del", "ключ"));
        assertAbsent(kv.run("del", "ключ"));
    }

    @Test
    void setsATimeToLiveThatCountsDown() throws Exception {
        assertDone(kv.run("put", "gone", "v", "--ttl", "1ms"));
        assertAbsent(kv.run("get", "gone"));
        assertDone(kv.run("put", "a", "v", "--ttl", "1h"));
        assertThat(kv.run("ttl", "a").text()).matches("59m\\d+s(\\d+ms)?\n");
        assertThat(kv.run("ttl", "a", "--json").text()).matches("\\{\"key\":\"a\",\"ttlMillis\":3[56]\\d{5}}\n");
        assertDone(kv.run("persist", "a"));
        assertThat(kv.run("ttl", "a").text()).isEqualTo("never\n");
        assertAbsent(kv.run("expire", "b", "1h"));
    }

    @Test
    void movesManyKeysAsLines() throws Exception {
        assertDone(kv.pipe("a\t1\nb\ttwo words\nc\t\n".getBytes(UTF_8), "mput", "--ttl", "1h"));
        assertThat(kv.run("mget", "b", "a", "c").text()).isEqualTo("b\ttwo words\na\t1\nc\t\n");
        Result json = kv.run("mget", "a", "b", "none", "--json");
        assertThat(json.code()).isEqualTo(1);
        assertThat(json.lines())
                .containsExactly("{\"key\":\"a\",\"value\":\"1\"}", "{\"key\":\"b\",\"value\":\"two words\"}");
        assertDone(kv.run("del", "a", "b"));
        assertDone(kv.pipe(json.output(), "mput", "--json"));
        assertThat(kv.run("get", "b").text()).isEqualTo("two words");
    }

    @Test
    void saysWhichLineOfManyIsWrong() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= 1_500; i++) {
            lines.append("k").append(i).append("\tv\n");
        }
        Result result = kv.pipe((lines + "wrong\n").getBytes(UTF_8), "mput");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.errors())
                .isEqualTo("kv: line 1501: no tab between key and value (lines of JSON need --json);"
                        + " stored: 1000 lines before it\n");
        assertThat(kv.run("get", "k1000").code()).isZero();
        assertThat(kv.run("get", "k1001").code()).isEqualTo(1);
    }

    @Test
    void runsAScriptInOneShell() throws Exception {
        String script = """
                # a comment
                put greeting 'hello world' --ttl 1h

                get greeting
                frob
                locate greeting
                stats --json
                reap
                get none
                """;
        Result result = kv.pipe(script.getBytes(UTF_8), "shell");
        assertThat(result.code()).as("the last command's").isEqualTo(1);
        assertThat(result.errors()).startsWith("kv: unknown command 'frob'").hasLineCount(1);
        assertThat(result.text())
                .startsWith("hello world\nposition    ")
                .containsPattern("shard {7}shard-\\d\n")
                .containsPattern("FROM kv_default WHERE k = X'[0-9A-F]+6772656574696E67'\n")
                .contains("{\"shard\":\"shard-3\",\"server\":\"H2 ")
                .containsPattern("shard-3 +0 +\\d+ms +yes");
    }

    @Test
    void drawsTheRing() throws Exception {
        Path svg = directory.resolve("ring.svg");
        Result result = kv.run("ring", "--svg", svg.toString());
        assertDone(result);
        assertThat(result.lines()).hasSize(7).last().asString().startsWith("ring murmur3 vnodes=128 shard-0:1 ");
        assertThat(Files.readString(svg))
                .startsWith("<svg ")
                .endsWith("</svg>\n")
                .contains("shard-3: 28.82 %");
        assertThat(svg.resolveSibling("kv-data")).as("asks no server").doesNotExist();
    }

    @Test
    void printsTheSchemaWithoutAServer() throws IOException, InterruptedException {
        Path config = Files.writeString(
                directory.resolve("kv.yaml"),
                "namespace: sessions\nshards: [{name: a, url: 'jdbc:mysql://127.0.0.1:1/kv', user: kv, password: x}]");
        Result result = kv.run("schema", "--config", config.toString());
        assertDone(result);
        assertThat(result.text())
                .startsWith("-- shard a\n")
                .contains("kv_sessions")
                .contains("ENGINE");
    }
}
