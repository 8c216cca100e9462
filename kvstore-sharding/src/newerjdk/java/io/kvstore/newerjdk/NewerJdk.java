package io.kvstore.newerjdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A JDK 21 or later on this machine. Tests run on it in a separate process. */
public final class NewerJdk {

    private static final int MIN = 21;
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

    private NewerJdk() {}

    /**
     * Runs test classes. Fails if a test fails or fewer than {@code atLeast} succeed. Without such a JDK, it fails in
     * CI ({@code CI=true}); elsewhere it prints that the tests were skipped.
     */
    public static void run(int atLeast, Class<?>... tests) throws IOException, InterruptedException {
        Optional<Path> jdk = find();
        if (jdk.isEmpty()) {
            String missing = "NO JDK OF " + MIN + " OR LATER WAS FOUND: virtual threads were not tested";
            if ("true".equals(System.getenv("CI"))) {
                fail(missing);
            }
            System.out.println("!!! " + missing + ". Install one beside " + System.getProperty("java.home") + ". !!!");
            abort(missing);
            return;
        }
        Path temporary = Files.createTempDirectory("newer-jdk"); // for the programs of servers
        List<String> command = new ArrayList<>(List.of(
                jdk.get().resolve("bin").resolve("java").toString(),
                "-Xmx1g",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                RunTests.class.getName()));
        Stream.of(tests).map(Class::getName).forEach(command::add);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        Matcher succeeded = Pattern.compile("(\\d+) tests succeeded").matcher(output);
        assertThat(succeeded.find()).as(output).isTrue();
        assertThat(Integer.parseInt(succeeded.group(1))).as(output).isGreaterThanOrEqualTo(atLeast);
        System.out.println(succeeded.group() + " on " + jdk.get());
    }

    private static Optional<Path> find() {
        return homes().filter(home -> version(home) >= MIN).max(Comparator.comparingInt(NewerJdk::version));
    }

    /** The JDK that runs this, those in environment variables, as CI services have, and those in the usual places. */
    private static Stream<Path> homes() {
        Path running = Path.of(System.getProperty("java.home"));
        Stream<Path> named = System.getenv().entrySet().stream()
                .filter(variable -> variable.getKey().startsWith("JAVA_HOME")
                        || variable.getKey().startsWith("JDK"))
                .map(Map.Entry::getValue)
                .filter(value -> !value.isEmpty() && value.indexOf(File.pathSeparatorChar) < 0)
                .map(Path::of);
        Stream<Path> beside = Stream.of(
                        running.getParent(),
                        Path.of("/usr/lib/jvm"),
                        Path.of(System.getProperty("user.home"), ".sdkman", "candidates", "java"),
                        Path.of("/Library/Java/JavaVirtualMachines"))
                .flatMap(NewerJdk::children);
        return Stream.of(Stream.of(running), named, beside)
                .flatMap(homes -> homes)
                .flatMap(home -> Stream.of(home, home.resolve("Contents/Home")));
    }

    private static Stream<Path> children(Path directory) {
        if (!Files.isDirectory(directory)) {
            return Stream.empty();
        }
        try (Stream<Path> children = Files.list(directory)) {
            return children.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int version(Path home) {
        try {
            Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
            return version.find() && Files.exists(home.resolve("lib/modules")) ? Integer.parseInt(version.group(1)) : 0;
        } catch (IOException e) {
            return 0; // not a JDK
        }
    }
}
