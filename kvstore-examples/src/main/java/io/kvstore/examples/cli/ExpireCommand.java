package io.kvstore.examples.cli;

import io.kvstore.KvStore;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kv expire}. */
@Command(
        name = "expire",
        header = {"Set the time-to-live of a key.", ""},
        description = {"The time counts from now. Exits with 1 if the key is absent.", ""})
final class ExpireCommand extends KeyCommand {

    @Parameters(
            index = "1",
            paramLabel = "TIME",
            description = "250ms, 30s, 5m, 2h, 1d or several as in 1h30m, at least 1ms.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Duration ttl;

    @Override
    int run(KvStore store) {
        return ExitCodes.of(store.expire(key(), ttl));
    }
}
