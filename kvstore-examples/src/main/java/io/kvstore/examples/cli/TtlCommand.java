package io.kvstore.examples.cli;

import io.kvstore.KvStore;
import io.kvstore.Ttl;
import io.kvstore.config.Durations;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kv ttl}. */
@Command(
        name = "ttl",
        header = {"Print the remaining time of a key.", ""},
        description = {
            "Prints a time such as 29s481ms, or never. With --json: key and ttlMillis (null: never expires).",
            ""
        })
final class TtlCommand extends KeyCommand {

    @Mixin
    private final JsonOption json = new JsonOption();

    @Override
    int run(KvStore store) {
        Optional<Ttl> ttl = store.ttl(key());
        ttl.ifPresent(found -> print(found.remaining()));
        return ExitCodes.of(ttl.isPresent());
    }

    private void print(Optional<Duration> remaining) {
        if (json.isSet()) {
            JsonOption.print(new Line(key(), remaining.map(Duration::toMillis).orElse(null)));
        } else {
            System.out.println(remaining.map(Durations::format).orElse("never"));
        }
    }

    private record Line(String key, @Nullable Long ttlMillis) {}
}
