package io.kvstore.examples.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes files. Stateless. */
public final class OutputFile {

    private OutputFile() {}

    /**
     * Writes a text to a file.
     *
     * @param file is replaced if it exists
     * @param text is written as UTF-8
     * @throws FileSystemException if the file cannot be opened; it names the file
     * @throws UncheckedIOException if writing fails, for example on a full disk; the message names the file and the
     *     reason
     */
    public static void write(Path file, String text) throws FileSystemException {
        try {
            Files.writeString(file, text);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
