package io.kvstore.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.examples.cli.Launcher.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong is one line on standard error and an exit code. */
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
        assertRefused(kv("get", "a", "--frob"), 2, "Unknown option: '--frob' (see kv get --help)");
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
    void everyCommandHasHelp() throws Exception {
        List<String> commands = kv("--help").lines().stream()
                .filter(line -> line.matches("  [a-z]+ +[A-Z].*"))
                .map(line -> line.strip().split(" +", 2)[0])
                .toList();
        assertThat(commands).contains("get", "put", "mput", "shell", "demo");
        for (String command : List.of("get", "put", "mput", "shell")) {
            assertThat(kv(command, "--help").text()).contains("Usage: kv " + command, "Exit codes: 0 ok", "--config");
        }
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
            String[] words = java.util.stream.Stream.concat(
                            command.stream(), java.util.stream.Stream.of("--config", config.toString()))
                    .toArray(String[]::new);
            Result result = kv(words);
            assertRefused(result, 3, "");
            assertThat(result.errors()).contains("shard 'a': cannot connect").doesNotContain("s3cret");
        }
    }

    @Test
    void aShardThatIsDownIsNamedByStats() throws Exception {
        Path config = Files.writeString(directory.resolve("kv.yaml"), """
                shards:
                  - {name: up, url: "jdbc:h2:mem:up", user: sa, password: ""}
                  - {name: down, url: "jdbc:mysql://127.0.0.1:1/kv", user: kv, password: ""}
                """);
        Result result = kv("stats", "--config", config.toString());
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.text()).containsPattern("up +H2 .*\ndown +failed");
        assertThat(result.errors())
                .startsWith("kv: shard 'down': cannot connect")
                .hasLineCount(1);
    }
}
