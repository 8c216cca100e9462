package io.kvstore.examples.cli;

import io.kvstore.KvStore;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that uses an open store. */
abstract class StoreCommand implements Callable<Integer> {

    @Mixin
    private final StoreOptions options = new StoreOptions();

    @Override
    public final Integer call() throws IOException {
        prepare();
        return options.use(this::run);
    }

    final StoreOptions options() {
        return options;
    }

    /**
     * Reads and checks the input of the command, before a store is opened.
     *
     * @throws IOException if a file or a stream fails
     */
    void prepare() throws IOException {}

    /**
     * Runs the command.
     *
     * @param store is open, and must not be closed here
     * @return the exit code
     * @throws IOException if a file or a stream fails
     */
    abstract int run(KvStore store) throws IOException;
}
