package io.kvstore.examples.demo;

import io.kvstore.KvStore;
import io.kvstore.ReapReport;
import io.kvstore.examples.console.ReapTable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Deletes expired rows and shows that nothing else is deleted. */
final class ReaperStep implements Step {

    private static final int SHORT_LIVED = 4_000;
    private static final Duration TTL = Duration.ofMillis(100);

    @Override
    public String title() {
        return "The reaper: deletes expired rows and frees their space";
    }

    @Override
    public void run(Stage stage) throws SQLException {
        KvStore store = stage.store();
        Narrator narrator = stage.narrator();
        List<String> keys =
                IntStream.range(0, SHORT_LIVED).mapToObj(i -> "token:" + i).toList();
        Map<String, byte[]> tokens = keys.stream().collect(Collectors.toMap(Function.identity(), key -> new byte[64]));
        store.putAll(tokens, TTL);
        long before = Rows.total(stage);
        narrator.call(String.format(Locale.ROOT, "putAll of %,d keys, ttl 100ms", SHORT_LIVED), rows(before));
        // All rows expire within their time-to-live from now. The reaper deletes them after the grace period.
        LockSupport.parkNanos(
                TTL.plus(stage.config().reaper().grace()).plusMillis(50).toNanos());
        awaitAbsence(store, keys);
        ReapReport report = store.reaper().reap();
        long after = Rows.total(stage);
        narrator.lines(ReapTable.lines(report));
        narrator.call("reap", rows(after));
        narrator.claim(
                String.format(Locale.ROOT, "%,d expired rows were deleted, and none is left", report.deleted()),
                report.deleted() == before - Keys.COUNT && report.deleted() >= SHORT_LIVED);
        narrator.claim(String.format(Locale.ROOT, "all %,d live keys are still there", after), after == Keys.COUNT);
    }

    /** A loop, because parkNanos may return early. */
    private static void awaitAbsence(KvStore store, List<String> keys) {
        while (!store.getAll(keys).isEmpty()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private static String rows(long rows) {
        return String.format(Locale.ROOT, "%,d rows", rows);
    }
}
