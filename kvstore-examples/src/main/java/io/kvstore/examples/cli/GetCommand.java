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

/** {@code kv get}. */
@Command(
        name = "get",
        header = {"Print the value of a key.", ""},
        description = {
            "A pipe gets the value byte for byte. On a terminal a line end follows, and a value that is not text or"
                    + " contains control characters is quoted as $'...', like bash does.",
            "",
            "With --json: key, value, version (for kv cas) and ttlMillis (null: never expires). " + JsonEntry.HELP,
            ""
        })
final class GetCommand extends KeyCommand {

    @Mixin
    private final JsonOption json = new JsonOption();

    @Override
    int run(KvStore store) {
        if (json.isSet()) {
            Optional<Entry<byte[]>> entry = store.getEntry(key());
            entry.ifPresent(found -> JsonOption.print(Line.of(key(), found)));
            return ExitCodes.of(entry.isPresent());
        }
        Optional<byte[]> value = store.get(key());
        value.ifPresent(this::print);
        return ExitCodes.of(value.isPresent());
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
