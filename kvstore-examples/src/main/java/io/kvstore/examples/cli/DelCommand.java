package io.kvstore.examples.cli;

import io.kvstore.KvStore;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kv del}. */
@Command(
        name = "del",
        header = {"Remove keys.", ""},
        description = {"Exits with 1 if any of them was absent.", ""})
final class DelCommand extends StoreCommand {

    @Parameters(arity = "1..*", paramLabel = "KEY", description = "Each 1 to 255 bytes in UTF-8.")
    private List<String> keys = List.of();

    @Override
    int run(KvStore store) {
        Set<String> distinct = new LinkedHashSet<>(keys);
        if (distinct.size() == 1) {
            return ExitCodes.of(store.delete(keys.get(0)));
        }
        return ExitCodes.of(store.deleteAll(distinct) == distinct.size());
    }
}
