package io.kvstore.config;

import java.io.Serial;

/** A config that is refused because of one of its settings. The message says what is wrong and what to write instead. */
public final class ConfigException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String path;

    ConfigException(String path, String message) {
        super(message);
        this.path = path;
    }

    /** The same error, with more words. */
    ConfigException(String message, ConfigException e) {
        super(message, e);
        this.path = e.path;
    }

    /**
     * The setting that is refused.
     *
     * @return such as {@code pool.maxConnections} or {@code shards[0].url}; empty if it is the config as a whole
     */
    public String path() {
        return path;
    }
}
