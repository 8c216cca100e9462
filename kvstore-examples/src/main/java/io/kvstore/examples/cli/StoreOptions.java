package io.kvstore.examples.cli;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.examples.config.ConfigFile;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --config}, for every command that opens a store. */
public final class StoreOptions {

    /** Where the embedded shards live when no config is given. */
    public static final Path DEFAULT_DIRECTORY = Path.of("kv-data");

    private static final int DEFAULT_SHARDS = 4;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "${env:KV_CONFIG}",
            description = "Shards and settings, in YAML or JSON. Default: the environment variable KV_CONFIG, else 4"
                    + " embedded shards under ./kv-data.")
    private @Nullable Path config;

    /**
     * The config that the user asked for.
     *
     * @return a builder, for the command to refine
     * @throws IllegalArgumentException if the config file cannot be used; the message says why
     */
    public KvConfig.Builder builder() {
        return builderOr(() -> KvConfig.embedded(DEFAULT_DIRECTORY, DEFAULT_SHARDS));
    }

    /**
     * The config that the user asked for, or another if the user asked for none.
     *
     * @param otherwise makes the other
     * @return a builder, for the command to refine
     * @throws IllegalArgumentException if the config file cannot be used; the message says why
     */
    public KvConfig.Builder builderOr(Supplier<KvConfig.Builder> otherwise) {
        return config == null ? otherwise.get() : ConfigFile.read(config);
    }

    /**
     * Opens the store that the user asked for.
     *
     * @return an open store, which the caller closes
     */
    public KvStore open() {
        return KvStore.open(builder().build());
    }
}
