package io.kvstore.examples.cli;

import java.io.IOException;
import java.util.List;

/** Where the shell takes its commands from. */
sealed interface Lines extends AutoCloseable permits Prompt, PipedLines {

    /** The words of the next line, none for an empty one; {@code exit} at the end. */
    List<String> next() throws IOException;

    /** The command of the last line has ended. */
    void ended(int code);

    @Override
    void close() throws IOException;
}
