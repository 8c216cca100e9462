package io.kvstore.examples.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kvstore.KvConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;

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
     * @throws IllegalArgumentException if the file cannot be read, has a key that is not known, a value out of
     *     bounds, or names a variable that is not set; the message names it
     */
    public static KvConfig.Builder read(Path file) {
        return read(file, System::getenv);
    }

    static KvConfig.Builder read(Path file, UnaryOperator<String> environment) {
        try {
            return parse(text(file), environment);
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
        Settings settings;
        try {
            settings = ConfigMapper.create(new Environment(environment)).readValue(text, Settings.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(ConfigErrors.describe(e)); // without its cause, which quotes lines
        }
        KvConfig.Builder builder = settings.toBuilder();
        builder.build(); // contradictions are reported with the file's name
        return builder;
    }
}
