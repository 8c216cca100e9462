package io.kvstore.examples.cli;

import io.kvstore.KeyResult;
import io.kvstore.KvBatchException;
import io.kvstore.KvStore;
import io.kvstore.examples.console.Printable;
import io.kvstore.examples.console.Tty;
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
            "Prints lines of key<TAB>value. Keys that are absent are left out, and then the exit code is 1. If a"
                    + " shard fails, the other shards' keys are printed, and the exit code is 3.",
            "",
            "With --json: an object with key and value per line, which kv mput --json reads. " + JsonEntry.HELP
                    + " Use it if keys or values may contain tabs, line ends or any bytes. On a terminal these are quoted"
                    + " as $'...', like bash does.",
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
        try {
            Map<String, byte[]> found = store.getAll(distinct);
            found.forEach(this::print);
            return ExitCodes.of(found.size() == distinct.size());
        } catch (KvBatchException e) {
            e.results().forEach(this::printIfFound);
            throw e;
        }
    }

    private void printIfFound(String key, KeyResult result) {
        if (result instanceof KeyResult.Done done) {
            done.value().ifPresent(value -> print(key, value));
        }
    }

    private void print(String key, byte[] value) {
        if (json.isSet()) {
            JsonOption.print(JsonEntry.of(key, value));
        } else if (Tty.output()) {
            System.out.println(Printable.inLine(Text.encode(key)) + "\t" + Printable.inLine(value));
        } else {
            System.out.print(key + "\t");
            System.out.write(value, 0, value.length);
            System.out.println();
        }
    }
}
