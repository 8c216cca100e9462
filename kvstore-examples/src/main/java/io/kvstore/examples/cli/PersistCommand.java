package io.kvstore.examples.cli;

import io.kvstore.KvStore;
import picocli.CommandLine.Command;

/** {@code kv persist}. */
@Command(
        name = "persist",
        description = {"Let a key that is there live until it is deleted.", ""})
final class PersistCommand extends KeyCommand {

    @Override
    int run(KvStore store) {
        return ExitCodes.of(store.persist(key()));
    }
}
