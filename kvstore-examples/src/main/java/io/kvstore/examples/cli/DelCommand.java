package io.kvstore.examples.cli;

import io.kvstore.KvStore;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kv del}. */
@Command(
        name = "del",
        header = {"Remove keys.", ""},
        description = {"Exits with 1 if any of them was absent, or has another version.", ""})
final class DelCommand extends StoreCommand {

    @Parameters(arity = "1..*", paramLabel = "KEY", description = "Each 1 to 255 bytes in UTF-8.")
    private List<String> keys = List.of();

    @Option(
            names = "--version",
            paramLabel = "VERSION",
            description = "Only if the key still has the version that kv get --json printed. Takes one key.")
    private @Nullable Long version;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable") // picocli does what it asks for
    private boolean help; // the other commands inherit it, together with a --version of the program

    @Override
    int run(KvStore store) {
        if (version != null) {
            return ExitCodes.of(store.compareAndDelete(oneKey(), version));
        }
        Set<String> distinct = new LinkedHashSet<>(keys);
        if (distinct.size() == 1) {
            return ExitCodes.of(store.delete(keys.get(0)));
        }
        return ExitCodes.of(store.deleteAll(distinct) == distinct.size());
    }

    private String oneKey() {
        if (keys.size() > 1) {
            throw new IllegalArgumentException(
                    "--version takes one key, and there are " + keys.size() + ": delete them apart");
        }
        return keys.get(0);
    }
}
