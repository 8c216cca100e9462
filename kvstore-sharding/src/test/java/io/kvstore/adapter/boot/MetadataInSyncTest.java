package io.kvstore.adapter.boot;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.config.ConfigKey;
import io.kvstore.config.ConfigTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What IDEs know of the properties: each setting of the code, with the default, the limits and the description of
 * docs/CONFIGURATION.md, which another test compares with the code.
 */
class MetadataInSyncTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final String FILE = "META-INF/spring-configuration-metadata.json";
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([\\w.]+)` \\| (\\S+) \\| (\\S+) \\| (\\S+) \\| (.*) \\|$");
    private static final String NONE = "—";

    @Test
    void everySettingIsDescribed() throws IOException {
        Map<String, MatchResult> rows = ROW.matcher(Files.readString(ROOT.resolve("docs/CONFIGURATION.md")))
                .results()
                .collect(toMap(row -> row.group(1), row -> row));
        Map<String, String> properties = new TreeMap<>();
        for (ConfigKey key : ConfigTree.keys()) {
            String path = key.path().replaceFirst("^shards\\[].*", "shards");
            assertThat(rows).as("the settings of docs/CONFIGURATION.md").containsKey(path);
            String name = PropertyNames.of(path);
            properties.put(name, property(name, path.equals("shards") ? List.class : type(key), rows.get(path)));
        }
        for (OwnProperty own : OwnProperty.ALL) {
            properties.put(own.name(), property(own.name(), own.type(), own.byDefault(), own.description()));
        }
        String expected = "{\"properties\": [\n" + String.join(",\n", properties.values()) + "\n]}\n";
        Path file = Files.createDirectories(Path.of("target/expected")).resolve("spring-configuration-metadata.json");
        Files.writeString(file, expected);

        assertThat(Files.readString(
                        ROOT.resolve("kvstore-core/src/main/resources").resolve(FILE)))
                .as("copy " + file.toAbsolutePath())
                .isEqualTo(expected);
    }

    private static Class<?> type(ConfigKey key) {
        return switch (key.type()) {
            case TEXT -> String.class;
            case NUMBER -> Integer.class;
            case FLAG -> Boolean.class;
            case DURATION -> Duration.class;
            case TEXTS -> Map.class;
        };
    }

    private static String property(String name, Class<?> type, MatchResult row) {
        String limits = row.group(3).equals(NONE) ? "" : " From " + row.group(3) + " to " + row.group(4) + ".";
        return property(
                name,
                Map.of(
                                List.class, "java.util.List<java.util.Map<java.lang.String,java.lang.String>>",
                                Map.class, "java.util.Map<java.lang.String,java.lang.String>")
                        .getOrDefault(type, type.getName()),
                row.group(2),
                plain(row.group(5)) + limits);
    }

    /** Without Markdown's marks, and without sentences that are only a link. */
    private static String plain(String text) {
        return text.replaceAll(" See \\[[^\\]]*]\\([^)]*\\)\\.", "")
                .replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1")
                .replace("`", "");
    }

    private static String property(String name, String type, String byDefault, String description) {
        String value = type.endsWith("Integer") || type.endsWith("Boolean") ? byDefault : quoted(byDefault);
        return "  {"
                + List.of(
                                "\"name\": " + quoted(name),
                                "\"type\": " + quoted(type),
                                byDefault.matches("|" + NONE + "|\\{}") ? "" : "\"defaultValue\": " + value,
                                "\"description\": " + quoted(description))
                        .stream()
                        .filter(part -> !part.isEmpty())
                        .collect(joining(", "))
                + "}";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
