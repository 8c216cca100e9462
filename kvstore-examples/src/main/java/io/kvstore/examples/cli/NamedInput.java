package io.kvstore.examples.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A stream whose read errors contain its name. Not thread-safe. */
final class NamedInput extends InputStream {

    /** The system's message for a stream that the caller closed, as in {@code kv put a <&-}. */
    static final String CLOSED = "Bad file descriptor";

    private final String name;
    private final InputStream in;

    private NamedInput(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    static InputStream standard() {
        return standard(new FileInputStream(FileDescriptor.in));
    }

    static InputStream standard(InputStream in) {
        return new NamedInput("standard input", in);
    }

    /** Opens a file. Throws a FileSystemException if that fails. */
    static InputStream file(Path file) throws IOException {
        return new NamedInput("file " + file, Files.newInputStream(file));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return in.read(bytes, offset, length);
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage());
            throw new IOException(name + (why.contains(CLOSED) ? " is closed" : " cannot be read: " + why), e);
        }
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
