package io.kvstore.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of every text that a command reads. They are UTF-8, each ended by LF or CRLF; the last one need not be. A
 * byte order mark before the first is no part of it. Every other character belongs to its line, NUL too; a carriage
 * return elsewhere is refused, since some would read a line end. Not thread-safe.
 */
final class TextLines implements AutoCloseable {

    static final String HELP = "Lines are UTF-8, with or without a byte order mark, and end with LF or CRLF.";

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final int limit;
    private long number;

    /**
     * Lines of a stream.
     *
     * @param in is closed with this
     * @param limit bytes that a line may have
     */
    TextLines(InputStream in, int limit) {
        this.in = new BufferedInputStream(in, 64 * 1024);
        this.limit = limit;
    }

    /** The number of the line that was read last, from 1. */
    long number() {
        return number;
    }

    /**
     * The next line.
     *
     * @return null at the end
     * @throws IllegalArgumentException if the line is none that can be used; the next one can be read nevertheless
     */
    @Nullable
    String next() throws IOException {
        if (number == 0) {
            skipByteOrderMark();
        }
        int first = in.read();
        if (first < 0) {
            return null;
        }
        number++;
        String line = decode(bytes(first));
        if (line.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("it contains a carriage return that does not end the line");
        }
        return line;
    }

    private void skipByteOrderMark() throws IOException {
        in.mark(BYTE_ORDER_MARK.length);
        if (!Arrays.equals(in.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
            in.reset();
        }
    }

    /** The bytes from the first one to the line end, without it. */
    private byte[] bytes(int first) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long length = 0;
        int last = -1;
        int next = first;
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (length++ < limit) {
                line.write(next);
            }
            last = next;
        }
        if (length > limit) {
            throw new IllegalArgumentException("it has " + length + " bytes, and a line may have " + limit);
        }
        byte[] bytes = line.toByteArray();
        return next == '\n' && last == '\r' ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
    }

    private static String decode(byte[] line) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("it is not UTF-8", e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
