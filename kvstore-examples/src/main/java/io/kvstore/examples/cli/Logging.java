package io.kvstore.examples.cli;

import io.kvstore.examples.console.Printable;
import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Sends the log to standard error, one line per event. Stack traces are shown only when debugging. */
final class Logging {

    private Logging() {}

    static void setUp(Level level, boolean stackTraces) {
        LogManager.getLogManager().reset();
        ConsoleHandler handler = new ConsoleHandler();
        handler.setLevel(level);
        handler.setFormatter(new OneLine(stackTraces));
        Logger root = Logger.getLogger("");
        root.setLevel(level);
        root.addHandler(handler);
    }

    private static final class OneLine extends Formatter {

        private final boolean stackTraces;

        OneLine(boolean stackTraces) {
            this.stackTraces = stackTraces;
        }

        @Override
        public String format(LogRecord event) {
            Throwable thrown = event.getThrown();
            String line = String.format(
                    Locale.ROOT,
                    "%tT %s %s%s%n",
                    event.getMillis(),
                    event.getLevel().getName(),
                    formatMessage(event),
                    thrown == null ? "" : ": " + thrown);
            line = Printable.message(line.strip().replaceAll("\\s*\\R\\s*", " ")) + System.lineSeparator();
            return stackTraces && thrown != null ? line + trace(thrown) : line;
        }

        private static String trace(Throwable thrown) {
            java.io.StringWriter trace = new java.io.StringWriter();
            thrown.printStackTrace(new java.io.PrintWriter(trace));
            return Printable.lines(trace.toString());
        }
    }
}
