package io.kvstore.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kvstore.KvConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A config file in YAML, of which JSON is a part: the keys of {@link KvConfig.Builder}, durations as {@code 30s},
 * and {@code ${NAME}} in any text taken from the environment. UTF-8, with or without a byte order mark. Stateless.
 */
public final class ConfigFile {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private ConfigFile() {}

    /**
     * Reads a config file.
     *
     * @param file where it is
     * @return a builder that holds what it says, for the caller to finish
     * @throws ConfigException if one of its settings is refused, as {@link ConfigTree#read} does
     * @throws IllegalArgumentException if the file cannot be read, has a key that is not known, a value out of
     *     bounds, or names a variable that is not set; the message names it
     */
    public static KvConfig.Builder read(Path file) {
        return read(file, System::getenv);
    }

    static KvConfig.Builder read(Path file, UnaryOperator<String> environment) {
        try {
            return parse(text(file), environment);
        } catch (ConfigException e) {
            throw new ConfigException("config file " + file + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("config file " + file + ": " + e.getMessage(), e);
        }
    }

    private static String text(Path file) {
        ByteBuffer bytes = ByteBuffer.wrap(bytes(file));
        try {
            String text = UTF_8.newDecoder().decode(bytes).toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            long line = 1
                    + IntStream.range(0, bytes.position())
                            .filter(i -> bytes.get(i) == '\n')
                            .count();
            throw new IllegalArgumentException("line " + line + ": it is not UTF-8: save it as such", e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no such file", e);
        } catch (AccessDeniedException e) {
            throw new IllegalArgumentException("you may not read it", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("it cannot be read: " + e.getMessage(), e);
        }
    }

    private static KvConfig.Builder parse(String text, UnaryOperator<String> environment) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("it is empty: it needs shards at least");
        }
        return ConfigTree.read(new Node("", tree(text), new Environment(environment)::resolve), List.of());
    }

    private static @Nullable Object tree(String text) {
        try {
            return Yaml.read(text);
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "a config file is read with Jackson, which is missing: add the dependency"
                            + " tools.jackson.dataformat:jackson-dataformat-yaml",
                    e);
        }
    }
}
