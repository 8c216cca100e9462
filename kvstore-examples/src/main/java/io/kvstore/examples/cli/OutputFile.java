package io.kvstore.examples.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command writes. Stateless. */
public final class OutputFile {

    private OutputFile() {}

    /**
     * Writes a text.
     *
     * @param file where to, replaced if it is there
     * @param text what, as UTF-8
     * @throws FileSystemException if the file cannot be opened; it names the file
     * @throws UncheckedIOException if it cannot be written, as on a full disk; its message names the file and the reason
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
