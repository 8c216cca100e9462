package io.kvstore.examples.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compiles and runs an application that is a module. All jars are on the module path. */
class ModulePathIT {

    private static final Path LIBS = Path.of("target/libs").toAbsolutePath();
    private static final Path JDK = Path.of(System.getProperty("java.home"));

    /** The dependencies of kvstore-sharding and H2, without the optional Micrometer. */
    private static final String DEPENDENCIES = "(kvstore-core|kvstore-sharding|guava|failureaccess|HikariCP|jdbi3-core"
            + "|geantyref|failsafe|slf4j-api|jspecify|mysql-connector-j|h2)-[0-9].*\\.jar";

    @TempDir
    private static Path classes;

    private static String modulePath;

    /** The JDK that runs the tests, and the JDKs next to it. */
    private static Stream<Path> jdks() throws IOException {
        try (Stream<Path> beside = Files.list(JDK.getParent())) {
            List<Path> others = beside.filter(jdk -> !jdk.equals(JDK) && Files.isReadable(jdk.resolve("release")))
                    .filter(ModulePathIT::runsJava21)
                    .toList();
            return Stream.concat(Stream.of(JDK), others.stream());
        }
    }

    private static boolean runsJava21(Path jdk) {
        try {
            return Files.readString(jdk.resolve("release")).matches("(?s).*JAVA_VERSION=\"(2[1-9]|[3-9][0-9])[^0-9].*");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeAll
    static void compile() throws Exception {
        try (Stream<Path> jars = Files.list(LIBS)) {
            modulePath = jars.filter(jar -> jar.getFileName().toString().matches(DEPENDENCIES))
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
        Path sources = Path.of("src/test/resources/consumer").toAbsolutePath();
        assertThat(run(
                        JDK,
                        "javac",
                        "--module-path",
                        modulePath,
                        "-d",
                        classes.toString(),
                        sources.resolve("module-info.java").toString(),
                        sources.resolve("consumer/Main.java").toString()))
                .isEmpty();
    }

    private static List<String> run(Path jdk, String tool, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(jdk.resolve("bin").resolve(tool).toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void applicationThatIsAModuleOpensAStore(Path jdk) throws Exception {
        List<String> output = run(
                jdk,
                "java",
                "--module-path",
                modulePath + File.pathSeparator + classes,
                "--module",
                "consumer/consumer.Main");
        assertThat(output)
                .anyMatch(line -> line.startsWith("found by module io.kvstore"))
                .anyMatch(line -> line.startsWith("down, by a of module io.kvstore"));
    }

    @Test
    void internalsAreClosedToApplications() throws IOException, InterruptedException {
        Path source = Files.createDirectories(classes.resolve("source/intruder"));
        Files.writeString(source.resolve("module-info.java"), "module intruder { requires io.kvstore; }");
        Files.writeString(
                source.resolve("Intruder.java"),
                "package intruder; class Intruder { Object keys = io.kvstore.internal.key.Keys.stored(\"k\"); }");
        Process process = new ProcessBuilder(
                        JDK.resolve("bin/javac").toString(),
                        "--module-path",
                        modulePath,
                        "-d",
                        source.resolve("out").toString(),
                        source.resolve("module-info.java").toString(),
                        source.resolve("Intruder.java").toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
                .contains("package io.kvstore.internal.key is not visible");
        assertThat(process.waitFor()).isNotZero();
    }
}
