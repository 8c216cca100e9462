package io.kvstore.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * Reads YAML, of which JSON is a part, as maps, lists and texts. A text is as it is written: the password 0123 is not
 * the number 83. Errors never quote a line, which may hold a password. The only class that needs Jackson.
 */
final class Yaml {

    private static final YAMLFactory FACTORY = YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Yaml() {}

    static @Nullable Object read(String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            Object tree = parser.nextToken() == null ? null : value(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException(
                        line(parser.currentTokenLocation()) + "a second document starts here;" + " only one is read");
            }
            return tree;
        } catch (JacksonException e) {
            throw new IllegalArgumentException(describe(e)); // without its cause, which quotes lines
        }
    }

    private static @Nullable Object value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, @Nullable Object> group = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                group.put(name, value(parser));
            }
            return group;
        }
        if (token == JsonToken.START_ARRAY) {
            List<@Nullable Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(parser));
            }
            return list;
        }
        return token == JsonToken.VALUE_NULL ? null : parser.getString();
    }

    private static String describe(JacksonException e) {
        String said = e.getOriginalMessage().lines().findFirst().orElse("cannot be read");
        boolean quotesNothing = !(e instanceof StreamReadException) || said.startsWith("Duplicate ");
        return line(e.getLocation())
                + (quotesNothing
                        ? said
                        : "neither YAML nor JSON from here on; a text with special characters, such as a password,"
                                + " goes in quotes");
    }

    private static String line(@Nullable TokenStreamLocation location) {
        return location == null ? "" : "line " + location.getLineNr() + ": ";
    }
}
