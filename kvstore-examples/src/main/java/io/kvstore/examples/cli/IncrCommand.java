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
        header = {"Add to the whole number that a key holds, and print the sum.", ""},
        description = {
            "A key that is absent counts from 0. A value that is not a whole number in decimal stays as it is, and so does"
                    + " one whose sum would not fit in 64 bits: then the exit code is 2.",
            ""
        })
final class IncrCommand extends KeyCommand {

    @Parameters(
            index = "1",
            paramLabel = "DELTA",
            defaultValue = "1",
            description = "What to add, such as 5 or -5. Default: ${DEFAULT-VALUE}.")
    private long delta;

    @Option(
            names = "--ttl",
            paramLabel = "TIME",
            description =
                    "Time to live of a key that is absent: 250ms, 30s, 5m, 2h, 1d or several as in 1h30m, at least"
                            + " 1ms. Default: for ever. A key that is there keeps its own.")
    private @Nullable Duration ttl;

    @Override
    int run(KvStore store) {
        System.out.println(ttl == null ? store.increment(key(), delta) : store.increment(key(), delta, ttl));
        return ExitCodes.OK;
    }
}
