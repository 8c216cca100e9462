package io.kvstore.examples.cli;

import io.kvstore.KvStore;
import picocli.CommandLine.Command;

/** {@code kv persist}. */
@Command(
        name = "persist",
        header = {"Remove the time-to-live of a key.", ""},
        description = {"Exits with 1 if the key is absent.", ""})
final class PersistCommand extends KeyCommand {

    @Override
    int run(KvStore store) {
        return ExitCodes.of(store.persist(key()));
    }
}
