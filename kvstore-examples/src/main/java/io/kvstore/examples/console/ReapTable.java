package io.kvstore.examples.console;

import io.kvstore.ReapReport;
import io.kvstore.config.Durations;
import java.util.List;

/** The result of a reaper run, as a table. */
public final class ReapTable {

    private ReapTable() {}

    /**
     * Returns the lines of the table.
     *
     * @param report the report of the run
     * @return a header, then a line per shard
     */
    public static List<String> lines(ReapReport report) {
        Table table = new Table("shard", "deleted", "took", "finished", "oldest expired");
        for (ReapReport.Shard shard : report.shards()) {
            table.row(
                    shard.shard(),
                    Long.toString(shard.deleted()),
                    Durations.format(shard.took()),
                    shard.error().isPresent() ? "failed" : shard.finished() ? "yes" : "no",
                    shard.oldestExpired().map(Durations::format).orElse("-"));
        }
        return table.lines();
    }
}
