package io.kvstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The metadata for native-image in one of our jars, in the file that GraalVM for JDK 23 and later reads. */
record ReachabilityMetadata(String artifact, Class<?> inJar, JsonNode root) {

    private static final Set<String> FLAGS = Set.of(
            "allDeclaredConstructors",
            "allDeclaredFields",
            "allDeclaredMethods",
            "allPublicConstructors",
            "allPublicFields",
            "allPublicMethods",
            "jniAccessible",
            "serializable",
            "unsafeAllocated");

    static ReachabilityMetadata of(Class<?> inJar, String artifact) {
        String name = "/META-INF/native-image/io.kvstore/" + artifact + "/reachability-metadata.json";
        try (InputStream in = inJar.getResourceAsStream(name)) {
            return new ReachabilityMetadata(artifact, inJar, JsonMapper.shared().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One class, and its members that are found by name. */
    record Entry(JsonNode node) {

        boolean has(String flag) {
            return node.path(flag).booleanValue(false);
        }

        /** As {@code name(type, type)}. */
        List<String> methods() {
            return all(node.path("methods"))
                    .map(method -> method.get("name").stringValue() + "("
                            + String.join(
                                    ", ",
                                    all(method.path("parameterTypes"))
                                            .map(JsonNode::stringValue)
                                            .toList())
                            + ")")
                    .toList();
        }
    }

    private static Stream<JsonNode> all(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** The entry of a class. */
    Entry entry(String type) {
        return all(root.path("reflection"))
                .filter(entry -> entry.get("type").stringValue().equals(type))
                .findFirst()
                .map(Entry::new)
                .orElseThrow(() -> new AssertionError(artifact + " has no entry for " + type));
    }

    /** The names of all classes in the metadata. */
    Set<String> types() {
        Set<String> types = new HashSet<>();
        for (JsonNode entry : root.path("reflection")) {
            types.add(entry.get("type").stringValue());
        }
        for (JsonNode condition : root.findValues("typeReached")) {
            types.add(condition.stringValue());
        }
        return types;
    }

    boolean lists(String resource) {
        return all(root.path("resources"))
                .anyMatch(entry -> matches(entry.get("glob").stringValue(), resource));
    }

    private static boolean matches(String glob, String resource) {
        return FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(Path.of(resource));
    }

    /**
     * The resources of the jar that are read at run time: all except classes, licences, and files that tools read at
     * build time.
     */
    List<String> resourcesOfTheJar() throws IOException {
        try {
            URI jar = inJar.getProtectionDomain().getCodeSource().getLocation().toURI();
            if (Files.isDirectory(Path.of(jar))) {
                return resources(Path.of(jar));
            }
            try (FileSystem files = FileSystems.newFileSystem(Path.of(jar), Map.of())) {
                return resources(files.getPath("/"));
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> resources(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> !file.endsWith(".class"))
                    .filter(file -> !file.startsWith("META-INF/") || file.startsWith("META-INF/services/"))
                    .toList();
        }
    }

    /** Checks the parts used here against the JSON schema that GraalVM publishes, version 1.2.0. */
    void assertThatItHasTheFormat() {
        assertThat(root.propertyNames()).isSubsetOf("comment", "reflection", "resources");
        assertThat(root.path("reflection").isArray()).isTrue();
        for (JsonNode entry : root.get("reflection")) {
            assertThat(entry.get("type").isString()).isTrue();
            assertThatItHasACondition(entry);
            Set<String> others = new HashSet<>(entry.propertyNames());
            others.removeAll(Set.of("type", "condition", "methods"));
            assertThat(FLAGS).containsAll(others);
            assertThat(others).allMatch(flag -> entry.get(flag).isBoolean());
            for (JsonNode method : entry.path("methods")) {
                assertThat(method.propertyNames()).isSubsetOf("name", "parameterTypes");
                assertThat(method.get("name").isString()).isTrue();
                assertThat(method.path("parameterTypes").isArray()).isTrue();
            }
        }
        assertThat(root.path("resources").isArray()).isTrue();
        for (JsonNode entry : root.get("resources")) {
            assertThat(entry.propertyNames()).isSubsetOf("condition", "glob");
            assertThat(entry.get("glob").isString()).isTrue();
            assertThatItHasACondition(entry);
        }
    }

    private static void assertThatItHasACondition(JsonNode entry) {
        if (entry.has("condition")) {
            assertThat(entry.get("condition").propertyNames()).containsExactly("typeReached");
        }
    }
}
