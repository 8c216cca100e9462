package io.kvstore.adapter.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.ByteArrayDataOutput;
import com.google.common.io.ByteStreams;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A session as it is stored. Times have a resolution of milliseconds. Each attribute is serialized by itself. Immutable.
 *
 * <p>The format: a mark, a version, the two times and the interval in milliseconds (8 bytes each), then name and value of each
 * attribute, with their lengths in bytes before them (4 bytes each).
 */
record Document(Instant created, Instant accessed, Duration interval, Map<String, byte[]> attributes) {

    private static final byte[] MARK = {'K', 'V', 'S'};
    private static final byte VERSION = 1;
    private static final Duration NEVER = Duration.ofSeconds(-1);

    Document {
        created = created.truncatedTo(ChronoUnit.MILLIS);
        accessed = accessed.truncatedTo(ChronoUnit.MILLIS);
        interval = interval.isNegative() ? NEVER : interval.truncatedTo(ChronoUnit.MILLIS);
    }

    byte[] encode() {
        ByteArrayDataOutput out = ByteStreams.newDataOutput();
        out.write(MARK);
        out.write(VERSION);
        out.writeLong(created.toEpochMilli());
        out.writeLong(accessed.toEpochMilli());
        out.writeLong(interval.toMillis());
        attributes.forEach((name, value) -> {
            write(out, name.getBytes(UTF_8));
            write(out, value);
        });
        return out.toByteArray();
    }

    private static void write(ByteArrayDataOutput out, byte[] field) {
        out.writeInt(field.length);
        out.write(field);
    }

    /** Rejects what is no session of this format. */
    static Document decode(byte[] stored) {
        ByteBuffer bytes = ByteBuffer.wrap(stored);
        try {
            for (byte expected : MARK) {
                if (bytes.get() != expected) {
                    throw new IllegalArgumentException("it does not start as one");
                }
            }
            byte version = bytes.get();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "its format is " + version + ", and this release of kvstore knows " + VERSION + " alone");
            }
            Instant created = Instant.ofEpochMilli(bytes.getLong());
            Instant accessed = Instant.ofEpochMilli(bytes.getLong());
            Duration interval = Duration.ofMillis(bytes.getLong());
            Map<String, byte[]> attributes = new LinkedHashMap<>();
            while (bytes.hasRemaining()) {
                String name = new String(read(bytes), UTF_8);
                attributes.put(name, read(bytes));
            }
            return new Document(created, accessed, interval, attributes);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("it ends too early", e);
        }
    }

    private static byte[] read(ByteBuffer bytes) {
        int length = bytes.getInt();
        if (length < 0 || length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] field = new byte[length];
        bytes.get(field);
        return field;
    }
}
