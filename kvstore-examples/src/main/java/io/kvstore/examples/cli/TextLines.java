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
 * The lines of a text. They are UTF-8 and end with LF or CRLF; the last line may have no line end. A byte order mark at
 * the start is ignored. All other characters, even NUL, are part of the line. A carriage return elsewhere is an error,
 * because some programs would take it for a line end. Not thread-safe.
 */
final class TextLines implements AutoCloseable {

    static final String HELP = "Lines are UTF-8, with or without a byte order mark, and end with LF or CRLF.";

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final int limit;
    private long number;

    /**
     * The lines of a stream.
     *
     * @param in is closed with this object
     * @param limit the most bytes of a line
     */
    TextLines(InputStream in, int limit) {
        this.in = new BufferedInputStream(in, 64 * 1024);
        this.limit = limit;
    }

    /** The number of the line that was read last, counted from 1. */
    long number() {
        return number;
    }

    /**
     * Returns the next line.
     *
     * @return null at the end
     * @throws IllegalArgumentException if the line is not valid; later lines can still be read
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

    /** The bytes from the first one to the line end, without the line end. */
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
