package io.kvstore.config;

/**
 * A setting that a config may have.
 *
 * @param path its name, such as {@code retries}, {@code pool.maxConnections} or {@code shards[].url}, where
 *     {@code []} stands for the number of an element
 * @param type what its value is
 */
public record ConfigKey(String path, Type type) {

    /** What a value is. */
    public enum Type {
        /** Any text. It may be empty. */
        TEXT,
        /** A whole number in decimal digits, from −2,147,483,648 to 2,147,483,647. */
        NUMBER,
        /** {@code true} or {@code false}. */
        FLAG,
        /** A duration, as {@link Durations#parse} reads it. */
        DURATION,
        /** Names with a text each. */
        TEXTS
    }
}
