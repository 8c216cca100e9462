package io.kvstore.examples.demo;

import io.kvstore.examples.console.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/** Many callers at the same time, with nine reads for each write. */
final class BurstStep implements Step {

    private static final int CALLERS = 32;
    private static final Duration LENGTH = Duration.ofSeconds(5);

    @Override
    public String title() {
        return CALLERS + " callers at once for " + LENGTH.toSeconds() + " s, nine gets for each put";
    }

    @Override
    public void run(Stage stage) throws InterruptedException, ExecutionException {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            long end = System.nanoTime() + LENGTH.toNanos();
            List<Future<Caller.Tally>> running = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                running.add(callers.submit(new Caller(stage.store(), end)));
            }
            Caller.Tally sum = new Caller.Tally(Caller.histogram(), Caller.histogram(), 0);
            for (Future<Caller.Tally> caller : running) {
                sum = sum.plus(caller.get());
            }
            report(stage.narrator(), sum);
        } finally {
            callers.shutdownNow();
        }
    }

    static void report(Narrator narrator, Caller.Tally sum) {
        Table table = new Table("call", "calls/s", "p50 ms", "p99 ms", "p99.9 ms", "max ms");
        row(table, "get", sum.gets());
        row(table, "put", sum.puts());
        narrator.lines(table.lines());
        long calls = sum.gets().getTotalCount() + sum.puts().getTotalCount();
        narrator.claim(String.format(Locale.ROOT, "%,d calls, and none failed", calls), calls > CALLERS);
        narrator.claim("every get found the value of its key", sum.wrong() == 0);
    }

    private static void row(Table table, String name, Histogram times) {
        table.row(
                name,
                String.format(Locale.ROOT, "%,d", times.getTotalCount() / LENGTH.toSeconds()),
                millis(times.getValueAtPercentile(50)),
                millis(times.getValueAtPercentile(99)),
                millis(times.getValueAtPercentile(99.9)),
                millis(times.getMaxValue()));
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.2f", nanos / 1e6);
    }
}
