package io.kvstore.examples.cli;

import io.kvstore.KvAdmin.Stats;
import io.kvstore.KvStore;
import io.kvstore.config.Durations;
import io.kvstore.examples.console.Table;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kv stats}. */
@Command(
        name = "stats",
        header = {"Print statistics of each shard.", ""},
        description = {
            "Rows (with expired ones) and bytes, as the server estimates them, and how long ago the oldest expired row"
                    + " expired. Exits with 3 if a shard fails; the others are printed.",
            ""
        })
final class StatsCommand extends StoreCommand {

    @Mixin
    private final JsonOption json = new JsonOption();

    @Override
    int run(KvStore store) {
        List<Stats> stats = store.admin().stats();
        if (json.isSet()) {
            stats.stream().map(Line::of).forEach(JsonOption::print);
        } else {
            print(stats);
        }
        stats.forEach(shard -> shard.error().ifPresent(Errors::print));
        return stats.stream().anyMatch(shard -> shard.error().isPresent()) ? ExitCodes.FAILURE : ExitCodes.OK;
    }

    private static void print(List<Stats> stats) {
        Table table = new Table("shard", "server", "rows", "bytes", "oldest expired");
        for (Stats shard : stats) {
            boolean failed = shard.error().isPresent();
            table.row(
                    shard.shard(),
                    failed ? "failed" : shard.server(),
                    failed ? "-" : Long.toString(shard.rows()),
                    failed ? "-" : Long.toString(shard.bytes()),
                    shard.oldestExpired().map(Durations::format).orElse("-"));
        }
        table.lines().forEach(System.out::println);
    }

    private record Line(
            String shard,
            String server,
            long rows,
            long bytes,
            @Nullable Long oldestExpiredMillis,
            @Nullable String error) {

        static Line of(Stats stats) {
            return new Line(
                    stats.shard(),
                    stats.server(),
                    stats.rows(),
                    stats.bytes(),
                    stats.oldestExpired().map(Duration::toMillis).orElse(null),
                    stats.error().orElse(null));
        }
    }
}
