package io.kvstore.examples.snippets;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds code in documents and Javadoc, and marked code in the tests of this package. White space is normalised. */
final class Snippets {

    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private static final Pattern FENCE = Pattern.compile("(?ms)^```java\\n(.*?)^```");
    private static final Pattern JAVADOC = Pattern.compile("(?s)<pre>\\{@code\\n(.*?)\\}</pre>");
    private static final Pattern MARKED = Pattern.compile("(?ms)^ *// snippet: ([^\\n]+)\\n(.*?)^ *// end$");

    private static final List<String> MARKED_IN = List.of(
            "kvstore-examples/src/test/java/io/kvstore/examples/snippets",
            "kvstore-sharding/src/test/java/io/kvstore/adapter/boot");

    private Snippets() {}

    /** The code in README and docs. */
    static List<String> inPapers() {
        return Stream.concat(Stream.of(ROOT.resolve("README.md")), files(ROOT.resolve("docs"), ".md"))
                .flatMap(file -> FENCE.matcher(read(file)).results())
                .map(block -> alike(block.group(1)))
                .toList();
    }

    static List<String> inJavadoc() {
        return Stream.of("kvstore-core", "kvstore-sharding", "kvstore-examples")
                .flatMap(module -> files(ROOT.resolve(module).resolve("src/main/java"), ".java"))
                .flatMap(file -> JAVADOC.matcher(read(file)).results())
                .map(block -> alike(block.group(1).replaceAll("(?m)^ *\\* ?", "")))
                .toList();
    }

    /** Marked code by name. Parts with the same name are joined. */
    static Map<String, String> marked() {
        Map<String, String> marked = new LinkedHashMap<>();
        MARKED_IN.stream()
                .flatMap(directory -> files(ROOT.resolve(directory), ".java"))
                .flatMap(file -> MARKED.matcher(read(file)).results())
                .forEach(part -> marked.merge(part.group(1), alike(part.group(2)), (a, b) -> a + " " + b));
        return marked;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path directory, String ending) {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In tests, nested types are static, and types need no file of their own. */
    private static String alike(String code) {
        return code.replaceAll("(?m)^ *static (class|record) ", "$1 ")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(joining(" "))
                .replaceAll("\\s+", " ");
    }
}
