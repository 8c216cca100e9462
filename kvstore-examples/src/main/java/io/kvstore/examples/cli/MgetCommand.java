package io.kvstore.examples.cli;

import io.kvstore.KvStore;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kv mget}. */
@Command(
        name = "mget",
        header = {"Print several keys with their values.", ""},
        description = {
            "Prints lines of key<TAB>value. Keys that are absent are left out, and then the exit code is 1.",
            "",
            "With --json: an object with key and value per line, which kv mput --json reads. " + JsonEntry.HELP
                    + " Use it where a key or a value may hold tabs, line ends or any bytes.",
            ""
        })
final class MgetCommand extends StoreCommand {

    @Mixin
    private final JsonOption json = new JsonOption();

    @Parameters(arity = "1..*", paramLabel = "KEY", description = "Each 1 to 255 bytes in UTF-8.")
    private List<String> keys = List.of();

    @Override
    int run(KvStore store) {
        Set<String> distinct = new LinkedHashSet<>(keys);
        Map<String, byte[]> found = store.getAll(distinct);
        found.forEach(this::print);
        return ExitCodes.of(found.size() == distinct.size());
    }

    private void print(String key, byte[] value) {
        if (json.isSet()) {
            JsonOption.print(JsonEntry.of(key, value));
        } else {
            System.out.print(key + "\t");
            System.out.write(value, 0, value.length);
            System.out.println();
        }
    }
}
