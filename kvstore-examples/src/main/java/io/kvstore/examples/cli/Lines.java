package io.kvstore.examples.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The command lines of the shell. */
sealed interface Lines extends AutoCloseable permits Prompt, PipedLines {

    /**
     * Returns the next line.
     *
     * @return null at the end
     * @throws IllegalArgumentException if the line is not valid; later lines can still be read
     */
    @Nullable
    String next() throws IOException;

    /** The place of the last line, to put before a message. Empty at a prompt. */
    String place();

    /** Called when the command of the last line has ended. */
    void ended(int code);

    @Override
    void close() throws IOException;
}
