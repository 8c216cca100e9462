package io.kvstore.examples.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where the shell takes its commands from. */
sealed interface Lines extends AutoCloseable permits Prompt, PipedLines {

    /**
     * The next line.
     *
     * @return null at the end
     * @throws IllegalArgumentException if the line cannot be used; the next one can be read nevertheless
     */
    @Nullable
    String next() throws IOException;

    /** Where the last line stands, before a message about it; empty at a prompt. */
    String place();

    /** The command of the last line has ended. */
    void ended(int code);

    @Override
    void close() throws IOException;
}
