package io.kvstore.examples.console;

import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar on standard error. Prints nothing if standard error is not a terminal. Thread-safe. */
public final class Progress implements AutoCloseable {

    private static final int WIDTH = 78;
    private static final int REDRAW_MILLIS = 100;

    private final @Nullable ProgressBar bar;

    private Progress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    /**
     * Starts a bar.
     *
     * @param task the name of the task
     * @param unit the unit, with a blank before it
     * @param total the number of units, or -1 if it is not known
     * @return the bar; the caller closes it
     */
    public static Progress start(String task, String unit, long total) {
        if (!Tty.errors()) {
            return new Progress(null);
        }
        ProgressBarBuilder builder = new ProgressBarBuilder()
                .setTaskName(task)
                .setUnit(unit, 1)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH));
        if (total < 0) {
            // Without a total, there is no bar.
            builder.setRenderer((state, width) -> counted(task, unit, state.getCurrent()));
        }
        return new Progress(builder.build());
    }

    static String counted(String task, String unit, long done) {
        return String.format(Locale.ROOT, "%s: %,d%s", task, done, unit);
    }

    /**
     * Moves the bar.
     *
     * @param done the number of units done since the last call
     */
    public void advance(long done) {
        if (bar != null) {
            bar.stepBy(done);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
