package io.kvstore.examples.cli;

import io.kvstore.KvStore;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that works on an open store. */
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
     * Reads what the command needs and refuses what is wrong, before any store is opened.
     *
     * @throws IOException if a file or a stream fails
     */
    void prepare() throws IOException {}

    /**
     * Does what the command is for.
     *
     * @param store is open, and stays so
     * @return the exit code
     * @throws IOException if a file or a stream fails
     */
    abstract int run(KvStore store) throws IOException;
}
