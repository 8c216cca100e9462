package io.kvstore.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.examples.cli.Launcher.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the launcher builds. Runs the real script in its own directory, with scripts in place of java and mvn. */
class LauncherTest {

    private static final byte[] NOTHING = {};

    @TempDir
    private Path directory;

    private Path source;
    private Path builds;

    @BeforeEach
    void layOutAProject() throws IOException {
        Files.copy(Launcher.ROOT.resolve("kv"), directory.resolve("kv"));
        builds = directory.resolve("builds");
        file("pom.xml", "");
        file("kvstore-examples/pom.xml", "");
        source = file("kvstore-examples/src/main/java/A.java", "");
        file("jdk/release", "JAVA_VERSION=\"17.0.1\"\n");
        script("jdk/bin/java", "echo java \"$@\"");
        script("bin/mvn", """
                echo "$JAVA_HOME $*" >>builds
                sleep 0.3
                target=kvstore-examples/target
                [[ $* != *" -Ppeers" ]] || target=$target/peers
                mkdir -p $target/libs
                touch $target/kvstore-examples-1.jar
                echo libs/a.jar:libs/b.jar >$target/kv.classpath
                """);
    }

    private Path file(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(100)));
        return file;
    }

    private void script(String name, String body) throws IOException {
        assertThat(file(name, "#!/bin/bash\n" + body).toFile().setExecutable(true))
                .isTrue();
    }

    private Result kv(String... arguments) throws IOException, InterruptedException {
        return launcher(Map.of()).start(directory.resolve("kv"), NOTHING, arguments);
    }

    private Launcher launcher(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "JAVA_HOME",
                directory.resolve("jdk").toString(),
                "PATH",
                directory.resolve("bin") + ":/usr/bin:/bin",
                "KV_BUILD",
                "auto"));
        environment.putAll(more);
        return new Launcher(directory, environment);
    }

    private List<String> builds() throws IOException {
        return Files.exists(builds) ? Files.readAllLines(builds) : List.of();
    }

    @Test
    void buildsOnFirstUseAndOnlyThen() throws Exception {
        Result first = kv("get", "a b");
        assertThat(first.errors()).startsWith("kv: building").hasLineCount(1);
        assertThat(first.text())
                .contains("kvstore-examples/target/libs/a.jar:")
                .endsWith("io.kvstore.examples.Main get a b\n");
        assertThat(kv("get", "a").errors()).isEmpty();
        assertThat(builds()).hasSize(1).first().asString().startsWith(directory.resolve("jdk") + " ");
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws Exception {
        kv("get", "a");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(10)));
        assertThat(kv("get", "a").errors()).startsWith("kv: building");
        assertThat(builds()).hasSize(2);
    }

    @Test
    void keepsABuildWithPeersBesideTheOther() throws Exception {
        Launcher peers = launcher(Map.of("KV_PEERS", "yes"));
        Path source = file("kvstore-examples/src/peers/java/B.java", "");
        kv("get", "a");

        Result first = peers.start(directory.resolve("kv"), NOTHING, "get", "a");
        assertThat(first.errors()).startsWith("kv: building");
        assertThat(first.text()).contains("kvstore-examples/target/peers/libs/a.jar:");
        assertThat(builds()).hasSize(2).last().asString().endsWith(" -Ppeers");
        assertThat(kv("get", "a").errors()).isEmpty();
        assertThat(peers.start(directory.resolve("kv"), NOTHING, "get", "a").errors())
                .isEmpty();

        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(10)));
        assertThat(kv("get", "a").errors()).isEmpty();
        assertThat(peers.start(directory.resolve("kv"), NOTHING, "get", "a").errors())
                .startsWith("kv: building");
    }

    @Test
    void findsItsFolderThroughSymbolicLinks() throws Exception {
        Path bin = Files.createDirectories(directory.resolve("far/bin"));
        Path link = Files.createSymbolicLink(bin.resolve("kv"), Path.of("../../kv"));
        Path second = Files.createSymbolicLink(directory.resolve("far/kv2"), link);
        Result result = new Launcher(bin, launcher(Map.of()).environment()).start(second, NOTHING, "ttl", "a");
        assertThat(result.code()).isZero();
        assertThat(result.text()).endsWith("Main ttl a\n");
    }

    @Test
    void buildsOnceForTwoLaunchersAtOnce() throws Exception {
        CompletableFuture<Result> one = CompletableFuture.supplyAsync(this::get);
        CompletableFuture<Result> two = CompletableFuture.supplyAsync(this::get);
        assertThat(one.join().text())
                .endsWith("Main get a\n")
                .isEqualTo(two.join().text());
        assertThat(builds()).hasSize(1);
    }

    private Result get() {
        try {
            return kv("get", "a");
        } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    @Test
    void showsWhatMavenSaysWhenTheBuildFails() throws Exception {
        script("bin/mvn", "echo '[INFO] fine'; echo '[ERROR] A.java: wrong'; exit 1\n");
        Result result = kv("get", "a");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.text()).isEmpty();
        assertThat(result.errors())
                .contains("[ERROR] A.java: wrong", "kv: the build failed")
                .doesNotContain("fine");
        assertThat(kv("get", "a").errors()).as("tries again").contains("kv: building");
    }

    @Test
    void saysWhenJavaIsTooOldOrMissing() throws Exception {
        file("jdk/release", "JAVA_VERSION=\"11.0.2\"\n");
        Result old = kv("get", "a");
        assertThat(old.code()).isEqualTo(3);
        assertThat(old.errors())
                .isEqualTo("kv: " + directory.resolve("jdk/bin/java") + " is Java 11.0.2: kv needs 17 or later\n");

        Result missing = launcher(Map.of("JAVA_HOME", "/none")).start(directory.resolve("kv"), NOTHING, "get", "a");
        assertThat(missing.code()).isEqualTo(3);
        assertThat(missing.errors()).startsWith("kv: JAVA_HOME is /none, and there is no bin/java in it");
    }

    @Test
    void saysWhenMavenIsMissing() throws Exception {
        Files.delete(directory.resolve("bin/mvn"));
        Path tools = directory.resolve("tools");
        for (String tool : List.of("bash", "dirname", "readlink", "find", "flock", "env", "mkdir")) {
            script("tools/" + tool, "exec \"$(PATH=/usr/bin:/bin type -P " + tool + ")\" \"$@\"");
        }
        Result result = launcher(Map.of("PATH", tools.toString())).start(directory.resolve("kv"), NOTHING, "get", "a");
        assertThat(result.errors())
                .isEqualTo("kv: no mvn found: install Maven 3.8.1 or later, which builds kv on first use\n");
        assertThat(result.code()).isEqualTo(3);
    }
}
