package io.kvstore.examples.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.kvstore.Entry;
import io.kvstore.KvStore;
import io.kvstore.examples.console.Printable;
import io.kvstore.examples.console.Tty;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kv get}. */
@Command(
        name = "get",
        header = {"Print the value of a key.", ""},
        description = {
            "A pipe gets the value byte for byte. On a terminal a line end follows, and a value that is not text or"
                    + " contains control characters is quoted as $'...', like bash does.",
            "",
            "With --touch, the command also sets the time-to-live, as a web session needs it. This is a write: the"
                    + " version changes.",
            "",
            "With --json: key, value, version (for kv cas) and ttlMillis (null: never expires). " + JsonEntry.HELP,
            ""
        })
final class GetCommand extends KeyCommand {

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(
            names = "--touch",
            paramLabel = "TIME",
            description = "Also set the time-to-live: 250ms, 30s, 5m, 2h, 1d or several as in 1h30m, at least 1ms.")
    private @Nullable Duration touch;

    @Override
    int run(KvStore store) {
        if (touch == null && !json.isSet()) {
            Optional<byte[]> value = store.get(key());
            value.ifPresent(this::print);
            return ExitCodes.of(value.isPresent());
        }
        Optional<Entry<byte[]>> entry = touch == null ? store.getEntry(key()) : store.getAndExpire(key(), touch);
        entry.ifPresent(this::print);
        return ExitCodes.of(entry.isPresent());
    }

    private void print(Entry<byte[]> entry) {
        if (json.isSet()) {
            JsonOption.print(Line.of(key(), entry));
        } else {
            print(entry.value());
        }
    }

    private void print(byte[] value) {
        if (Tty.output()) {
            System.out.println(Printable.value(value));
            return;
        }
        System.out.write(value, 0, value.length);
        if (options().isInShell()) {
            System.out.println();
        }
    }

    private record Line(
            @JsonUnwrapped JsonEntry entry,
            long version,
            @Nullable Long ttlMillis) {

        static Line of(String key, Entry<byte[]> entry) {
            Long ttl = entry.ttl().remaining().map(Duration::toMillis).orElse(null);
            return new Line(JsonEntry.of(key, entry.value()), entry.version(), ttl);
        }
    }
}
