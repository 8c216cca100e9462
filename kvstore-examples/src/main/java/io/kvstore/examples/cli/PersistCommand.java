package io.kvstore.examples.cli;

import io.kvstore.KvStore;
import picocli.CommandLine.Command;

/** {@code kv persist}. */
@Command(
        name = "persist",
        header = {"Let a key live until it is deleted.", ""},
        description = {"Exits with 1 if the key is absent.", ""})
final class PersistCommand extends KeyCommand {

    @Override
    int run(KvStore store) {
        return ExitCodes.of(store.persist(key()));
    }
}
