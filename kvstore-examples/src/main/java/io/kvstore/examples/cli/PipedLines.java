package io.kvstore.examples.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Lines of a script on standard input. */
final class PipedLines implements Lines {

    private final TextLines lines;

    /** @param limit bytes that a line may have */
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
