package io.kvstore.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.examples.cli.Launcher.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors are one line on standard error and an exit code. */
class KvErrorsIT {

    @TempDir
    private Path directory;

    private Result kv(String... arguments) throws Exception {
        return Launcher.in(directory).run(arguments);
    }

    private static void assertRefused(Result result, int code, String line) {
        assertThat(result.text()).isEmpty();
        assertThat(result.errors()).startsWith("kv: " + line).hasLineCount(1);
        assertThat(result.code()).isEqualTo(code);
    }

    @Test
    void wrongUsageExitsWith2() throws Exception {
        assertRefused(kv("get"), 2, "Missing required parameter: 'KEY' (see kv get --help)");
        assertRefused(
                kv("get", "a", "--frob"),
                2,
                "Unknown option: '--frob'; put a key or value that starts with - after -- (see kv get --help)");
        assertRefused(kv("stat"), 2, "unknown command 'stat'; did you mean stats? (see kv --help)");
        assertRefused(kv("put", "a", "b", "--ttl", "5"), 2, "Invalid value for option '--ttl': '5' is no duration");
        assertRefused(kv("put", "a", "b", "--file", "c"), 2, "a value and --file c: give one of them");
        assertThat(directory.resolve("kv-data")).as("no store was opened").doesNotExist();
    }

    @Test
    void whatTheStoreRefusesExitsWith2() throws Exception {
        assertRefused(kv("put", "a", "b", "--ttl", "0s"), 2, "ttl is PT0S");
        assertRefused(kv("put", "a".repeat(256), "b"), 2, "the key ");
        assertRefused(kv("put", "", "b"), 2, "the key is empty");
    }

    @Test
    void withoutACommandItShowsWhatThereIs() throws Exception {
        Result result = kv();
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.errors()).startsWith("Usage: kv").contains("  get ", "  shell ", "Exit codes: 0 ok");
    }

    @Test
    void anUnknownKeyOfTheConfigExitsWith2() throws Exception {
        Path config = Files.writeString(directory.resolve("kv.yaml"), "shardz: []");
        assertRefused(
                kv("get", "a", "--config", config.toString()),
                2,
                "config file " + config + ": unknown key 'shardz'; known here: ");
    }

    @Test
    void anUnreachableShardExitsWith3() throws Exception {
        Path config = Files.writeString(
                directory.resolve("kv.yaml"),
                "shards: [{name: a, url: 'jdbc:mysql://127.0.0.1:1/kv', user: kv, password: s3cret}]");
        for (List<String> command : List.of(List.of("get", "a"), List.of("put", "a", "b"), List.of("mget", "a", "b"))) {
            String[] words = Stream.concat(command.stream(), Stream.of("--config", config.toString()))
                    .toArray(String[]::new);
            Result result = kv(words);
            assertRefused(result, 3, "");
            assertThat(result.errors()).contains("shard 'a': cannot connect").doesNotContain("s3cret");
        }
    }

    @Test
    void aShardThatIsDownIsNamedAndTheOthersAnswer() throws Exception {
        Path config = Files.writeString(directory.resolve("kv.yaml"), """
                shards:
                  - {name: up, url: "jdbc:h2:./up", user: sa, password: "", weight: 4}
                  - {name: down, url: "jdbc:mysql://127.0.0.1:1/kv", user: kv, password: ""}
                """.replace(
                        "./up", directory.resolve("up").toString()));
        Result shell = Launcher.in(directory)
                .pipe(
                        "put a 1\nput b 2\nput c 3\nput d 4\nput e 5\nput f 6\nstats".getBytes(UTF_8),
                        "shell",
                        "--config",
                        config.toString());
        assertThat(shell.code()).isEqualTo(3);
        assertThat(shell.text()).containsPattern("up +H2 .*\ndown +failed");

        Result some = kv("mget", "a", "b", "c", "d", "e", "f", "--config", config.toString());
        assertThat(some.code()).isEqualTo(3);
        assertThat(some.text().lines()).isNotEmpty().hasSizeLessThan(6).allMatch(line -> line.matches("[a-f]\t[1-6]"));
        assertThat(some.errors())
                .containsPattern("kv: \\d of 6 keys failed: shard 'down': cannot connect")
                .hasLineCount(1);
    }
}
