package io.kvstore.examples.cli;

import io.kvstore.KvStore;
import io.kvstore.ReapReport;
import io.kvstore.examples.console.ReapTable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kv reap}. */
@Command(
        name = "reap",
        header = {"Delete expired rows: run the reaper once.", ""},
        description = {
            "Deletes rows that expired or were deleted longer ago than the grace (60s by default), until none is left"
                    + " or the budget (10s by default) is used up; both are set in the config file. Cron can run it,"
                    + " even on several hosts at the same time. Exits with 3 if a shard fails; the others are reaped.",
            ""
        })
final class ReapCommand extends StoreCommand {

    @Mixin
    private final JsonOption json = new JsonOption();

    @Override
    int run(KvStore store) {
        ReapReport report = store.reaper().reap();
        if (json.isSet()) {
            report.shards().stream().map(Line::of).forEach(JsonOption::print);
        } else {
            ReapTable.lines(report).forEach(System.out::println);
        }
        report.shards()
                .forEach(shard -> shard.error().map(Throwable::getMessage).ifPresent(Errors::print));
        return report.shards().stream().anyMatch(shard -> shard.error().isPresent()) ? ExitCodes.FAILURE : ExitCodes.OK;
    }

    private record Line(
            String shard,
            long deleted,
            long tookMillis,
            boolean finished,
            @Nullable Long oldestExpiredMillis,
            @Nullable String error) {

        static Line of(ReapReport.Shard shard) {
            return new Line(
                    shard.shard(),
                    shard.deleted(),
                    shard.took().toMillis(),
                    shard.finished(),
                    shard.oldestExpired().map(Duration::toMillis).orElse(null),
                    shard.error().map(Throwable::getMessage).orElse(null));
        }
    }
}
