package io.kvstore.examples.cli;

import static java.util.Objects.requireNonNullElse;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard output that reports errors. A {@code PrintStream} hides an IOException but passes on an {@link IOError},
 * which ends the command. Not thread-safe.
 */
final class StandardOutput extends OutputStream {

    /** The exit code that a shell reports for a program killed by SIGPIPE, as happens when the reader has exited. */
    private static final int READER_GONE = 128 + 13;

    private final OutputStream out;

    StandardOutput() {
        this(new FileOutputStream(FileDescriptor.out));
    }

    StandardOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw new IOError(e);
        }
    }

    /** Prints the error, unless the reader has exited, as in {@code kv get a | head -1}. */
    static int report(IOError failed) {
        Throwable cause = requireNonNullElse(failed.getCause(), failed);
        String why = String.valueOf(cause.getMessage());
        if (why.contains("Broken pipe")) {
            return READER_GONE;
        }
        Errors.line("standard output " + (why.contains(NamedInput.CLOSED) ? "is closed" : "cannot be written: " + why));
        return ExitCodes.FAILURE;
    }
}
