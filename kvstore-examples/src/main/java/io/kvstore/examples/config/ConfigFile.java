package io.kvstore.examples.config;

import io.kvstore.KvConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;

/**
 * A config file in YAML, of which JSON is a part: the keys of {@link KvConfig.Builder}, durations as {@code 30s},
 * and {@code ${NAME}} in any text taken from the environment. Stateless.
 */
public final class ConfigFile {

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
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    Files.exists(file) ? "cannot be read as UTF-8 text: " + e.getMessage() : "there is no such file",
                    e);
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
            throw new IllegalArgumentException(ConfigErrors.describe(e), e);
        }
        KvConfig.Builder builder = settings.toBuilder();
        builder.build(); // contradictions are reported with the file's name
        return builder;
    }
}
