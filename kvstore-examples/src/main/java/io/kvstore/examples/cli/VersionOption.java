package io.kvstore.examples.cli;

import java.util.OptionalLong;
import picocli.CommandLine.Option;

/** {@code --print-version}, for commands whose write returns the new version. */
final class VersionOption {

    @Option(
            names = "--print-version",
            description = "Print the version that the key has now, for kv cas or kv del --version.")
    private boolean print;

    boolean isSet() {
        return print;
    }

    /** Prints the version of a write if the option is set. Returns whether there is a version. */
    boolean print(OptionalLong version) {
        if (print) {
            version.ifPresent(System.out::println);
        }
        return version.isPresent();
    }
}
