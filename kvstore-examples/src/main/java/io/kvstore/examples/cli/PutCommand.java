package io.kvstore.examples.cli;

import io.kvstore.KvStore;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kv put}. */
@Command(
        name = "put",
        header = {"Set a key.", ""},
        description = {"Without --ttl, the key has no time-to-live, even if it had one.", ""})
final class PutCommand extends WriteCommand {

    @Parameters(index = "1", arity = "0..1", paramLabel = "VALUE", description = VALUE_HELP)
    private @Nullable String argument;

    @Option(names = "--if-absent", description = "Set the key only if it is absent. Exits with 1 if it exists.")
    private boolean ifAbsent;

    @Mixin
    private final VersionOption newVersion = new VersionOption();

    @Override
    @Nullable
    String argument() {
        return argument;
    }

    @Override
    boolean write(KvStore store, byte[] value, Optional<Duration> ttl) {
        if (ifAbsent) {
            return newVersion.print(ttl.map(time -> store.putIfAbsent(key(), value, time))
                    .orElseGet(() -> store.putIfAbsent(key(), value)));
        }
        if (newVersion.isSet()) {
            throw new IllegalArgumentException(
                    "--print-version needs --if-absent: only conditional writes return a version");
        }
        ttl.ifPresentOrElse(time -> store.put(key(), value, time), () -> store.put(key(), value));
        return true;
    }
}
