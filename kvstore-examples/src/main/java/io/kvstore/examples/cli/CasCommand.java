package io.kvstore.examples.cli;

import io.kvstore.KvStore;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kv cas}. */
@Command(
        name = "cas",
        header = {"Set a key only if it still has the given version.", ""},
        description = {"Exits with 1 if the key has another version or is absent.", ""})
final class CasCommand extends WriteCommand {

    @Parameters(index = "1", paramLabel = "VERSION", description = "The version that kv get --json printed.")
    private long version;

    @Parameters(index = "2", arity = "0..1", paramLabel = "VALUE", description = VALUE_HELP)
    private @Nullable String argument;

    @Mixin
    private final VersionOption newVersion = new VersionOption();

    @Override
    @Nullable
    String argument() {
        return argument;
    }

    @Override
    boolean write(KvStore store, byte[] value, Optional<Duration> ttl) {
        return newVersion.print(ttl.map(time -> store.compareAndSet(key(), version, value, time))
                .orElseGet(() -> store.compareAndSet(key(), version, value)));
    }
}
