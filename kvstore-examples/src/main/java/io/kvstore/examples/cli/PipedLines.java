package io.kvstore.examples.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The lines of a script on standard input. */
final class PipedLines implements Lines {

    private final TextLines lines;

    /** @param limit the most bytes of a line */
    PipedLines(int limit) {
        lines = new TextLines(System.in, limit);
    }

    @Override
    public @Nullable String next() throws IOException {
        return lines.next();
    }

    @Override
    public String place() {
        return "line " + lines.number() + ": ";
    }

    @Override
    public void ended(int code) {}

    @Override
    public void close() {}
}
