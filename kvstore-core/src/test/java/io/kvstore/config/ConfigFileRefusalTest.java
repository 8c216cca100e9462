package io.kvstore.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong in a config file is said in one line that names it. */
class ConfigFileRefusalTest {

    private static final String SHARD = "shards: [{name: a, url: 'jdbc:h2:mem:a', user: sa, password: s3cret}]\n";

    @TempDir
    private Path directory;

    private String refusal(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("kv.yaml"), text);
        IllegalArgumentException e = catchIllegalArgumentException(
                () -> ConfigFile.read(file, name -> null).build());
        assertThat(e).as(text).isNotNull();
        assertThat(e.getMessage()).startsWith("config file " + file + ": ").doesNotContain("\n", "s3cret");
        return e.getMessage().substring(("config file " + file + ": ").length());
    }

    @ParameterizedTest
    @MethodSource
    void names(String wrong, String expected) throws IOException {
        assertThat(refusal(wrong)).startsWith(expected);
    }

    static Stream<Arguments> names() {
        return Stream.of(
                arguments(
                        "shardz: []",
                        "unknown key 'shardz'; known here: backpressure, batchBytes, batchRows, closeTimeout,"
                                + " createSchema, lanes, maxValueBytes, namespace, pool, reaper, retries, shards, virtualNodes"),
                arguments(
                        "shards: [{name: a, ulr: x}]",
                        "unknown key 'shards[0].ulr'; known here: name, password, url, user, weight"),
                arguments(SHARD + "pool: {size: 3}", "unknown key 'pool.size'; known here: acquireTimeout, "),
                arguments(SHARD + "reaper: {graze: 3s}", "unknown key 'reaper.graze'; known here: batchRows, budget, "),
                arguments("\n", "it is empty"),
                arguments("shards: []", "shards: at least one is needed"),
                arguments("shards: [null]", "a shard has no name"),
                arguments("retries: 1", "shards: at least one is needed"),
                arguments("shards: [{name: a, url: 'jdbc:h2:mem:a', user: sa}]", "shard 'a' has no password"),
                arguments("shards: [{url: 'jdbc:h2:mem:a'}]", "a shard has no name"),
                arguments("shards: 5", "shards: a list is expected here"),
                arguments("- a", "a group of keys"),
                arguments(SHARD + "namespace: [a]", "namespace: a text is expected here"),
                arguments(SHARD + "retries: many", "retries: 'many': a whole number is expected here"),
                arguments(SHARD + "retries: 1.5", "retries: "),
                arguments(SHARD + "retries: 010", "retries: '010': a whole number is expected here"),
                arguments(SHARD + "retries: 99999999999", "retries: '99999999999' is too large"),
                arguments(SHARD + "retries: 1\n--- {}", "line 3: a second document starts here"),
                arguments(SHARD + "createSchema: maybe", "createSchema: 'maybe': true or false is expected here"),
                arguments(SHARD + "pool: {socketTimeout: 5}", "pool.socketTimeout: '5' is no duration"),
                arguments(SHARD + "pool: {driverProperties: {sslMode: }}", "pool: the property sslMode has no value"),
                arguments(
                        SHARD + "pool: {hikariProperties: {maxLifetime: null}}",
                        "pool: the property maxLifetime has no"),
                arguments(SHARD + "pool: {minIdle: 20}", "pool.minIdle is 20 and pool.maxConnections is 10"),
                arguments(
                        SHARD + "pool: {socketTimeout: 1s}", "pool.lockWaitTimeout is PT2S and pool.socketTimeout is"),
                arguments(SHARD + "namespace: 5x", "namespace '5x'"),
                arguments(SHARD + "namespace: a\nnamespace: b", "line 3: Duplicate"),
                arguments(SHARD + "namespace: ${NO_SUCH}", "namespace: the environment variable NO_SUCH is not set"),
                arguments("a: b: c", "line 1: neither YAML nor JSON from here on"),
                arguments("shards: [{name: a, password:s3cret}]", "unknown key 'shards[0].password…'; known here: "),
                arguments("shards:\n  - password: *s3cret", "a shard has no name"),
                arguments("shards:\n  - password: !s3cret x", "a shard has no name"),
                arguments("shards:\n  - password: @s3cret", "line 2: neither YAML nor JSON"),
                arguments("shards:\n  - password: %s3cret", "line 2: neither YAML nor JSON"),
                arguments("shards:\n  - password: \"s3cret", "line "),
                arguments("shards:\n  - password: a\n    s3cret: b: c", "line 3: neither YAML nor JSON"),
                arguments("shards:\n  - name: a\0", "line 1: neither YAML nor JSON"),
                arguments("{\"shards\": [{\"password\": \"s3cret\" \"\"}]}", "line 1: "));
    }

    @Test
    void twoShardsOfOneName() throws IOException {
        assertThat(refusal("""
                        shards:
                          - {name: a, url: "jdbc:h2:mem:a", user: sa, password: ""}
                          - {name: a, url: "jdbc:h2:mem:b", user: sa, password: ""}
                        """)).isEqualTo("two shards are named 'a': give each a name of its own");
    }

    @Test
    void aFileThatIsNotThere() {
        Path file = directory.resolve("none.yaml");
        assertThat(catchIllegalArgumentException(() -> ConfigFile.read(file)))
                .hasMessage("config file " + file + ": there is no such file");
    }

    @Test
    void noStackTraceQuotesALine() throws IOException {
        for (String wrong : List.of("s3cret: b: c", "{\"password\": \"s3cret\" x", "password: @s3cret", "[s3cret")) {
            Path file = Files.writeString(directory.resolve("kv.yaml"), "shards:\n" + wrong);
            StringWriter trace = new StringWriter();
            catchIllegalArgumentException(() -> ConfigFile.read(file)).printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString()).startsWith("java.lang.Ill").doesNotContain("s3cret");
        }
    }

    @Test
    void textThatIsNotUtf8() throws IOException {
        Path file = Files.write(directory.resolve("kv.yaml"), (SHARD + "# ü\n").getBytes(ISO_8859_1));
        assertThat(catchIllegalArgumentException(() -> ConfigFile.read(file)))
                .hasMessage("config file " + file + ": line 2: it is not UTF-8: save it as such");
        assertThat(catchIllegalArgumentException(() -> ConfigFile.read(directory)))
                .hasMessage("config file " + directory + ": it cannot be read: Is a directory");
    }
}
