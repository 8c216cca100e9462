package io.kvstore.examples.cli;

import io.kvstore.KvStore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kv incr}. */
@Command(
        name = "incr",
        header = {"Add to the whole number in a key, and print the sum.", ""},
        description = {
            "A key that is absent counts from 0. If the value is not a whole number in decimal, or the sum does not fit"
                    + " into 64 bits, nothing is changed and the exit code is 2.",
            ""
        })
final class IncrCommand extends KeyCommand {

    @Parameters(
            index = "1",
            paramLabel = "DELTA",
            defaultValue = "1",
            description = "The number to add, such as 5 or -5. Default: ${DEFAULT-VALUE}.")
    private long delta;

    @Option(
            names = "--ttl",
            paramLabel = "TIME",
            description =
                    "Time-to-live if the key is absent: 250ms, 30s, 5m, 2h, 1d or several as in 1h30m, at least 1ms."
                            + " Default: for ever. An existing key keeps its own.")
    private @Nullable Duration ttl;

    @Override
    int run(KvStore store) {
        System.out.println(ttl == null ? store.increment(key(), delta) : store.increment(key(), delta, ttl));
        return ExitCodes.OK;
    }
}
