package io.kvstore.examples.cli;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.config.ConfigFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code --config}, for commands that open a store. */
public final class StoreOptions {

    private static final Path DEFAULT_DIRECTORY = Path.of("kv-data");
    private static final int DEFAULT_SHARDS = 4;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Shards and settings, in YAML or JSON. Default: the file that the environment variable"
                    + " KV_CONFIG names, else 4 embedded shards under ./kv-data.")
    private @Nullable Path config;

    /** A task that uses an open store. */
    @FunctionalInterface
    interface Task<R> {
        R run(KvStore store) throws IOException;
    }

    /**
     * Reads the config that the user asked for.
     *
     * @return a builder that the command may change
     * @throws IllegalArgumentException if the config file cannot be used; the message gives the reason
     */
    public KvConfig.Builder builder() {
        return builderOr(() -> KvConfig.embedded(DEFAULT_DIRECTORY, DEFAULT_SHARDS));
    }

    /**
     * Reads the config that the user asked for, or uses a default.
     *
     * @param otherwise creates the default
     * @return a builder that the command may change
     * @throws IllegalArgumentException if the config file cannot be used; the message gives the reason
     */
    public KvConfig.Builder builderOr(Supplier<KvConfig.Builder> otherwise) {
        Path file = config != null ? config : fromEnvironment();
        return file == null ? otherwise.get() : ConfigFile.read(file);
    }

    private static @Nullable Path fromEnvironment() {
        String file = System.getenv("KV_CONFIG");
        return file == null || file.isEmpty() ? null : Path.of(file);
    }

    /**
     * Opens the store that the user asked for.
     *
     * @return an open store; the caller closes it
     */
    public KvStore open() {
        return KvStore.open(builder().build());
    }

    /** The config of the store, or of the shell's store. */
    KvConfig config() {
        return session().map(Session::config).orElseGet(() -> builder().build());
    }

    /** Runs a task on the open store of the shell, or on one that is opened for it. */
    <R> R use(Task<R> task) throws IOException {
        Optional<Session> session = session();
        if (session.isPresent()) {
            return task.run(session.get().store());
        }
        try (KvStore store = open()) {
            return task.run(store);
        }
    }

    boolean isInShell() {
        return session().isPresent();
    }

    private Optional<Session> session() {
        Optional<Session> session = command.root().userObject() instanceof Kv kv ? kv.session() : Optional.empty();
        if (session.isPresent() && config != null) {
            throw new IllegalArgumentException(
                    "--config: the shell already has a store; leave the shell to open another");
        }
        return session;
    }
}
